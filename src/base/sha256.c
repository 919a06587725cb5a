#include "base/sha256.h"

#include <openssl/evp.h>

void sha256_hex(struct slice bytes, char out[SHA256_HEX + 1])
{
    static const char digit[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    unsigned len = 0;

    (void)EVP_Digest(bytes.ptr != NULL ? bytes.ptr : "", bytes.len, digest,
                     &len, EVP_sha256(), NULL);
    for (size_t i = 0; i < SHA256_HEX / 2; i++) {
        out[2 * i] = digit[digest[i] >> 4];
        out[2 * i + 1] = digit[digest[i] & 0xFU];
    }
    out[SHA256_HEX] = '\0';
}
