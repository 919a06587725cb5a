/*
 * sort.h - numbers in rising order, without a call for each comparison.
 */
#ifndef DEMARCHE_BASE_SORT_H
#define DEMARCHE_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

void sort_u32(uint32_t *number, size_t len);
void sort_u64(uint64_t *number, size_t len);

#endif
