/*
 * testing.h - cmocka with the headers it needs before it, in that order.
 */
#ifndef DEMARCHE_TESTS_TESTING_H
#define DEMARCHE_TESTS_TESTING_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
/* clang-format on */

#endif
