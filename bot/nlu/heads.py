"""The linear classifiers of the model: two read n-grams, one reads meaning."""

from __future__ import annotations

import os
import warnings

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from bot.nlu.calibration import Floats, Labels

SEED = 20_260_101


class LinearHead:
    """Scores of shape (texts, labels) from ``features @ weights + bias``."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self.weights = weights
        self.bias = bias

    def scores(self, features: sparse.csr_matrix | Floats) -> Floats:
        # Of another type, SciPy would convert the whole matrix of weights for every message.
        same = features.astype(self.weights.dtype, copy=False)
        return np.asarray(same @ self.weights + self.bias, dtype=np.float32)

    def plus(self, other: LinearHead, factor: float) -> LinearHead:
        """The head whose scores are ours and ``factor`` times those of ``other``."""
        return LinearHead(self.weights + factor * other.weights, self.bias + factor * other.bias)


def fit_svm(
    features: sparse.csr_matrix,
    labels: Labels,
    weights: Floats,
    held_out: npt.NDArray[np.bool_],
    regularisation: float,
) -> tuple[LinearHead, Floats]:
    """A linear SVM on all rows, and what its twin, which never saw them, says of the ``held_out`` rows.

    One problem over all labels (Crammer and Singer 2001, JMLR 2) takes half the time of one problem per label, and
    is as right.
    The two are fitted side by side; they are most of the training time.
    """
    seen = ~held_out
    jobs = [
        delayed(_fit)(features, labels, weights, regularisation),
        delayed(_fit)(features[seen], labels[seen], weights[seen], regularisation),
    ]
    svm, twin = Parallel(n_jobs=min(2, os.cpu_count() or 1), max_nbytes=None)(jobs)
    scores = np.full((int(held_out.sum()), len(svm.classes_)), -1.0, dtype=np.float32)
    scores[:, np.searchsorted(svm.classes_, twin.classes_)] = _head(twin).scores(features[held_out])
    return _head(svm), scores


def _fit(features: sparse.csr_matrix, labels: Labels, weights: Floats, regularisation: float) -> LinearSVC:
    svm = LinearSVC(C=regularisation, multi_class="crammer_singer", tol=1.0, random_state=SEED)
    with warnings.catch_warnings():
        # For this solver the library counts no iterations and warns on whatever stands in memory in their place.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return svm.fit(features, labels, sample_weight=weights)


def _head(svm: LinearSVC) -> LinearHead:
    """One column of weights per label; of two labels the library keeps only the difference."""
    weights, bias = svm.coef_, np.atleast_1d(svm.intercept_)
    if len(svm.classes_) == 2 and len(weights) == 1:
        weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return LinearHead(np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32))


def fit_naive_bayes(
    features: sparse.csr_matrix, labels: Labels, weights: Floats, count: int, smoothing: float
) -> LinearHead:
    """Multinomial naive Bayes with equal priors over ``count`` labels, on TF-IDF as if it were counts.

    Rennie et al. 2003, Tackling the Poor Assumptions of Naive Bayes Text Classifiers (ICML). A weight is the logarithm
    of how likely an n-gram is under a label, less its mean over all labels, which changes no probability. Beside an
    SVM it mends what few questions a label teach that (Wang and Manning 2012, Baselines and Bigrams, ACL).
    """
    members = sparse.csr_matrix((weights, (labels, np.arange(len(labels)))), shape=(count, len(labels)))
    counts = (members @ features).toarray().astype(np.float32) + np.float32(smoothing)
    logarithms = np.log(counts / counts.sum(axis=1, keepdims=True))
    return LinearHead(
        np.ascontiguousarray((logarithms - logarithms.mean(axis=0)).T, dtype=np.float32),
        np.zeros(count, dtype=np.float32),
    )


def fit_discriminant(vectors: Floats, labels: Labels, count: int, shrinkage: float) -> LinearHead:
    """Linear discriminant analysis with equal priors; ``vectors`` (texts, dimension), ``count`` labels.

    The shared covariance is shrunk towards a multiple of the identity (Friedman 1989, Regularized Discriminant
    Analysis, JASA 84). A label without vectors gets the mean of all. It is solved in a fraction of a second, and
    joined to the n-grams afterwards it is as right as one SVM over both, which takes a minute.
    """
    rows = vectors.astype(np.float64)
    means = np.tile(rows.mean(axis=0), (count, 1))
    for label in np.unique(labels):
        means[label] = rows[labels == label].mean(axis=0)
    spread = rows - means[labels]
    covariance = spread.T @ spread / len(rows)
    dimension = covariance.shape[0]
    level = max(np.trace(covariance) / dimension, 1e-9)
    shrunk = (1 - shrinkage) * covariance + shrinkage * level * np.eye(dimension)
    weights = np.linalg.solve(shrunk, means.T)
    bias = -0.5 * np.einsum("kd,dk->k", means, weights)
    return LinearHead(np.ascontiguousarray(weights, dtype=np.float32), bias.astype(np.float32))
