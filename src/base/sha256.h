/*
 * sha256.h - SHA-256 (FIPS 180-4) by OpenSSL's libcrypto.
 */
#ifndef DEMARCHE_BASE_SHA256_H
#define DEMARCHE_BASE_SHA256_H

#include "base/slice.h"

enum { SHA256_HEX = 64 };

/* The digest of `bytes` as 64 lower-case hexadecimal digits and a NUL. */
void sha256_hex(struct slice bytes, char out[SHA256_HEX + 1]);

#endif
