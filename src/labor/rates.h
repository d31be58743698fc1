/*
 * rates.h
 *		What other estimates of labor share with rates.
 */
#ifndef LABOR_RATES_H
#define LABOR_RATES_H

#include "base/compat.h"

/*
 * The tail beyond each of two limits; raises 22023 unless the confidence is
 * between 0 and 1.
 */
extern double TailOfConfidence(double confidence);

#endif							/* LABOR_RATES_H */
