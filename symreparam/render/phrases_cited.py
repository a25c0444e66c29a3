"""The theorems that rules apply, as a proof cites them."""

from __future__ import annotations

from types import MappingProxyType

# rule -> the theorem that it applies, as its docstring cites it
CITED: MappingProxyType[str, str] = MappingProxyType(
    {
        "pushforward-periodic": "sums over periods (monotone convergence: Rudin 1987, theorem "
        "1.27; the wrapped Cauchy law: Mardia & Jupp 2000, section 3.5.7) and change of variables "
        "(Casella & Berger 2002, theorem 2.1.8)",
        "pushforward-implicit": "change of variables (Casella & Berger 2002, theorem 2.1.8) and "
        "derivative of an inverse (Rudin 1976, exercise 5.2)",
        "expectation-score": "differentiation under the integral sign (Rudin 1976, theorem 9.42; "
        "Casella & Berger 2002, lemma 7.3.11)",
        "expectation-error": "means of the error function of a normal variable (Owen 1980, "
        "formulas 10,010.8 and 10,011.1; Stein 1981, lemma 1)",
        "expectation-threshold": "Fubini and Tonelli (Billingsley 1995, theorem 18.3)",
        "implicit-slope": "differentiation under the integral sign and implicit function theorem "
        "(Rudin 1976, theorems 9.42 and 9.28; Figurnov, Mohamed & Mnih 2018, equation 5)",
        "pushforward": "change of variables (Casella & Berger 2002, theorem 2.1.8)",
        "image": "intermediate value theorem (Rudin 1976, theorem 4.23)",
        "integral": "fundamental theorem of calculus and monotone convergence "
        "(Rudin 1976, theorem 6.21; Rudin 1987, theorem 1.26)",
        "integral-substitution": "substitution (Rudin 1987, theorem 7.26)",
        "series-telescope": "telescoping sums (Graham, Knuth & Patashnik 1994, equation 2.49)",
        "pushforward-steps": "countable additivity (Billingsley 1995, section 10)",
        "independent": "functions of disjoint groups of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "pushforward-joint": "change of variables in n dimensions (Rudin 1987, theorem 7.26)",
        "transform-law": "uniqueness of moment generating functions (Curtiss 1942, theorem 1; "
        "Billingsley 1995, section 30)",
        "law-distribution": "fundamental theorem of calculus (Rudin 1987, theorem 7.21)",
        "distribution-map": "distribution function of a monotone image (Casella & Berger "
        "2002, theorem 2.1.3)",
        "distribution-branches": "distribution function of a monotone image (Casella & Berger "
        "2002, theorem 2.1.3)",
        "distribution-law": "uniqueness of distribution functions (Billingsley 1995, theorem 14.1)",
        "image-law": "change of variables (Casella & Berger 2002, theorem 2.1.8)",
        "standardization-fails": "images of equal laws (Billingsley 1995, section 13)",
        "standardization": "images of equal laws (Billingsley 1995, section 13)",
        "characteristic-law": "uniqueness of characteristic functions (Billingsley 1995, "
        "theorem 26.2)",
        "expectation-fixed": "Fubini and Tonelli (Billingsley 1995, theorem 18.3)",
        "of-independent": "images of equal joint laws (Billingsley 1995, sections 13 and 20)",
        "equal-in-law-image": "images of equal joint laws (Billingsley 1995, sections 13 and 20)",
        "equal-in-law-map": "images of equal joint laws (Billingsley 1995, sections 13 and 20)",
        "equal-in-law-vector": "independence and product measures (Billingsley 1995, section 20)",
        "given-expectation": "conditional probability (Billingsley 1995, section 33)",
        "given-law": "conditional probability (Billingsley 1995, section 33)",
        "given-value-event": "conditional probability (Billingsley 1995, section 33)",
        "given-mean-value": "conditional probability (Billingsley 1995, section 33)",
        "bayes": "Bayes' theorem (Billingsley 1995, section 33; Casella & Berger 2002, section "
        "4.2)",
        "given-fixed": "conditional laws of functions of independent variables (Billingsley 1995, "
        "section 33)",
        "median": "the definition of a median (Casella & Berger 2002, exercise 2.17)",
        "median-symmetric": "medians of symmetric laws (Casella & Berger 2002, exercise 2.26)",
        "unequal-mean": "change of variable in means (Billingsley 1995, theorem 16.13)",
        "normal-image": "uniqueness of characteristic functions in n dimensions (Billingsley "
        "1995, section 29)",
        "induction": "functions of disjoint groups of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "extreme-law": "laws of extremes (Casella & Berger 2002, theorem 5.4.4)",
        "fold-equation": "change of variable in means (Billingsley 1995, theorem 16.13)",
        "largest": "functions of disjoint groups of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "matrix-normal": "uniqueness of characteristic functions in n dimensions (Billingsley "
        "1995, section 29)",
        "sums-equation": "additivity of divergences and entropies of independent components (Cover "
        "& Thomas 2006, theorems 2.5.3 and 8.6.2)",
        "sums-equation-fails": "additivity of divergences and entropies of independent components "
        "(Cover & Thomas 2006, theorems 2.5.3 and 8.6.2)",
        "equation-on-lattice": "means over countably many values (Billingsley 1995, section 5)",
        "equation-for-points": "means over finitely many values (Billingsley 1995, section 5)",
        "gradient-threshold": "derivatives are local (Rudin 1976, definition 5.1)",
        "for-each": "functions of disjoint groups of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "expectation-orthant": "orthant probabilities of two normal variables (Sheppard 1899; "
        "Stuart & Ord 1994, section 15.10)",
        "quadratic-form": "Cochran's theorem (Cochran 1934; Casella & Berger 2002, section 5.3)",
        "independent-invariant": "regression of normal vectors (Anderson 2003, theorem 2.5.1); "
        "invariant functions (Lehmann & Romano 2005, theorem 6.5.1)",
        "independent-direction": "Basu's theorem (Basu 1955; Casella & Berger 2002, theorem "
        "6.2.24; Lukacs 1955)",
        "independent-shift": "Basu's theorem (Basu 1955; Casella & Berger 2002, theorem 6.2.24)",
        "independent-circle": "Fourier coefficients on circles (Billingsley 1995, section 26)",
        "dependent-circle": "Fourier coefficients on circles (Billingsley 1995, section 26)",
        "independent-forms": "uncorrelated normal vectors (Anderson 2003, theorem 2.4.2; Casella & "
        "Berger 2002, lemma 5.3.3)",
        "given-value-affine": "the change of variables (Billingsley 1995, theorem 16.13)",
        "given-value-independent": "conditional probability (Billingsley 1995, section 33)",
        "given-value-put-back": "taking out what is known (Billingsley 1995, theorem 34.3)",
        "given-value-known": "taking out what is known (Billingsley 1995, theorem 34.3)",
        "order-statistic": "densities of order statistics (Casella & Berger 2002, theorem 5.4.4)",
        "order-statistics": "joint densities of order statistics (Casella & Berger 2002, theorem "
        "5.4.6)",
        "equal-signs": "signs of products (Rudin 1976, proposition 1.18)",
        "independent-values": "products of probabilities (Billingsley 1995, section 4)",
        "dependent-values": "products of probabilities (Billingsley 1995, section 4)",
        "independent-vectors": "functions of disjoint groups of independent variables (Billingsley "
        "1995, theorem 20.2)",
        "independent-vectors-terms": "functions of disjoint groups of independent variables "
        "(Billingsley 1995, theorem 20.2)",
        "independent-vectors-factors": "factorisation of the joint density (Casella & Berger 2002, "
        "lemma 4.2.7)",
        "dependent-vectors": "functions of independent vectors (Billingsley 1995, section 20)",
        "independent-masses": "products of masses (Billingsley 1995, section 20)",
        "independent-cells": "products of masses (Billingsley 1995, section 20)",
        "independent-fixed": "conditional laws of functions of independent variables (Billingsley "
        "1995, section 33)",
        "independent-given": "conditional probability (Billingsley 1995, section 33)",
        "dependent-events": "products of probabilities (Billingsley 1995, section 4)",
        "dependent-probabilities": "products of probabilities (Billingsley 1995, section 4)",
        "dependent-determined": "functions of independent variables (Billingsley 1995, "
        "theorem 20.2)",
        "dependent-shared": "characteristic functions of sums (Billingsley 1995, section 26)",
        "dependent-product": "means of independent factors (Billingsley 1995, section 21)",
        "dependent-density": "factorisation of the joint density (Casella & Berger 2002, lemma "
        "4.2.7)",
        "independent-factors": "factorisation of the joint density (Casella & Berger 2002, lemma "
        "4.2.7)",
        "joint-product": "densities of independent variables (Billingsley 1995, equation 20.25)",
        "pushforward-branches": "change of variables in n dimensions, cell by cell (Rudin 1987, "
        "theorem 7.26; Casella & Berger 2002, section 4.6)",
        "polar": "polar coordinates (Rudin 1987, theorem 7.26)",
        "polar-inverse": "polar coordinates (Rudin 1987, theorem 7.26)",
        "marginal": "Tonelli (Billingsley 1995, theorem 18.3)",
        "equal-by-angle": "zeros of the sine (Rudin 1976, theorem 8.7)",
        "equal-by-slope": "functions with one derivative (Rudin 1987, theorem 7.21)",
        "mass-bounds": "probabilities (Billingsley 1995, section 2)",
        "parity": "generating functions (Feller 1968, chapter XI)",
        "parity-scaled": "sums of series (Rudin 1976, theorem 3.47)",
        "isotropic": "polar coordinates of two normal variables (Box & Muller 1958)",
        "uniform-modulo": "invariance of the uniform law on a circle (Feller 1971, section II.8)",
        "draw": "inverse transform (Devroye 1986, theorem II.2.1)",
        "mixture": "Fubini and Tonelli (Billingsley 1995, theorem 18.3)",
        "expectation-moment": "moments from the generating function (Billingsley 1995, section 21)",
        "differ-moment": "moments from the generating function (Billingsley 1995, section 21)",
        "expectation-symmetric": "means of equal laws (Billingsley 1995, section 21)",
        "expectation-extreme": "means of equal laws (Billingsley 1995, section 21)",
        "expectation-power": "moments from the Mellin transform (Paris & Kaminski 2001, chapter 3)",
        "expectation-log": "moments from the Mellin transform (Widder 1941, chapter VI)",
        "expectation-circular": "means of cosines and sines from the characteristic function "
        "(Billingsley 1995, section 26)",
        "expectation-tilted": "moments from the moment generating function (Billingsley 1995, "
        "section 21)",
        "expectation-log-quadratic": "Poisson integral of the half-plane (Axler, Bourdon & Ramey "
        "2001, theorem 7.5)",
        "integral-tails": "fundamental theorem of calculus (Rudin 1976, theorem 6.21)",
        "integral-monotone": "fundamental theorem of calculus and monotone convergence "
        "(Rudin 1976, theorem 6.21; Rudin 1987, theorem 1.26)",
        "jensen": "Jensen's inequality (Jensen 1906; Billingsley 1995, equation 21.14)",
        "equation-gibbs": "Gibbs' inequality (Kullback & Leibler 1951, lemma 3.1)",
        "divergence-not-negative": "Gibbs' inequality (Kullback & Leibler 1951, lemma 3.1)",
        "equation-same-law": "law of the unconscious statistician (Billingsley 1995, "
        "theorem 16.13)",
        "divergence": "divergence as a mean (Kullback & Leibler 1951)",
        "distances": "total variation by densities (Scheffe 1947)",
        "divergence-pieces": "divergence as a mean (Kullback & Leibler 1951)",
        "entropy-pieces": "entropy as a mean (Cover & Thomas 2006, section 8.1)",
        "entropy-joint": "entropy as a mean (Cover & Thomas 2006, section 8.1)",
        "divergence-joint": "divergence as a mean (Kullback & Leibler 1951)",
        "normal-vector": "affine maps of normal vectors (Anderson 2003, theorem 2.4.4)",
        "divergence-masses": "divergence as a mean (Kullback & Leibler 1951)",
        "expectation-integral": "law of the unconscious statistician (Billingsley 1995, "
        "theorem 16.13)",
        "expectation-events": "independent events (Billingsley 1995, section 4)",
        "expectation-product": "means of independent factors (Billingsley 1995, section 21)",
        "expectation-draw": "Fubini and Tonelli (Billingsley 1995, theorem 18.3)",
    }
)

# rules of several theorems: those that a step uses are chosen in `citations`
PARTS_OF: MappingProxyType[str, str] = MappingProxyType(
    {
        "dominated": "differentiation under the integral sign by a dominating function (Folland "
        "1999, theorem 2.27)",
        "exponential-family": "differentiation of means in exponential families (Lehmann & Romano "
        "2005, theorem 2.7.1)",
        "pathwise": "pathwise gradients (Mohamed et al. 2020, section 5)",
        "score": "score function gradients (Mohamed et al. 2020, section 4)",
        "parts": "integration by parts (Rudin 1976, theorem 6.22)",
        "parts-functions": "integration by parts (Stein 1981, lemma 1; Bonnet 1964; Price 1958)",
    }
)
