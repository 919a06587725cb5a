#include "base/sha256.h"

#include <openssl/evp.h>
#include <stdio.h>

void sha256_hex(struct slice bytes, char out[SHA256_HEX + 1])
{
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    unsigned len = 0;

    (void)EVP_Digest(bytes.ptr != NULL ? bytes.ptr : "", bytes.len, digest,
                     &len, EVP_sha256(), NULL);
    for (size_t i = 0; i < SHA256_HEX / 2; i++) {
        (void)snprintf(out + 2 * i, 3, "%02x", digest[i]);
    }
}
