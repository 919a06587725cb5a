#include "fetch/vet.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* IANA's special-purpose addresses, RFC 6890 and those after it. */
static const struct {
    uint32_t network;
    int bits;
} closed_net[] = {
    {0x00000000, 8},  /* this host */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* shared by carriers */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link-local, and cloud machines' metadata */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* protocols */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* 6to4 relays */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarks */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 3},  /* multicast, reserved, broadcast */
};

static bool vet_v4(uint32_t address)
{
    for (size_t i = 0; i < sizeof closed_net / sizeof closed_net[0]; i++) {
        uint32_t mask = UINT32_MAX << (32 - closed_net[i].bits);

        if ((address & mask) == closed_net[i].network) {
            return false;
        }
    }
    return true;
}

/* Global unicast is 2000::/3; within it Teredo and its neighbours
 * (2001::/23), documentation (2001:db8::/32, 3fff::/20) and 6to4 (2002::/16)
 * are none. */
static bool vet_v6(const unsigned char *at)
{
    bool teredo = at[0] == 0x20 && at[1] == 0x01 && at[2] < 2;
    bool documents =
        (at[0] == 0x20 && at[1] == 0x01 && at[2] == 0x0D && at[3] == 0xB8) ||
        (at[0] == 0x3F && at[1] == 0xFF && at[2] < 0x10);

    return (at[0] & 0xE0) == 0x20 && !teredo && !documents &&
           !(at[0] == 0x20 && at[1] == 0x02);
}

bool vet_address(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;

        memcpy(&v4, address, sizeof v4);
        return vet_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;

        memcpy(&v6, address, sizeof v6);
        return vet_v6(v6.sin6_addr.s6_addr);
    }
    return false;
}

/* A part of `handle` as a string; NULL if there is none.  curl_free() it. */
static char *part(CURLU *handle, CURLUPart what, unsigned flags)
{
    char *text = NULL;

    return curl_url_get(handle, what, &text, flags) == CURLUE_OK ? text : NULL;
}

static bool read_parts(CURLU *handle, const char *url, bool private_too,
                       struct vet_target *target, struct err *err)
{
    char *scheme = part(handle, CURLUPART_SCHEME, 0);
    char *host = part(handle, CURLUPART_HOST, CURLU_URLDECODE);
    char *port = part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    char *user = part(handle, CURLUPART_USER, 0);
    size_t len = host != NULL ? strlen(host) : 0;

    target->secure = scheme != NULL && strcmp(scheme, "https") == 0;
    target->port = port != NULL ? (unsigned)strtoul(port, NULL, 10) : 0;
    if (scheme == NULL || (!target->secure && strcmp(scheme, "http") != 0)) {
        (void)err_set(err, ERR_USAGE, "%.300s: only http and https are fetched",
                      url);
    } else if (user != NULL) {
        (void)err_set(err, ERR_USAGE,
                      "%.300s: addresses with a name and "
                      "password are not fetched",
                      url);
    } else if (!private_too && target->port != 80 && target->port != 443) {
        (void)err_set(err, ERR_USAGE,
                      "%.300s: only the ports 80 and 443 are fetched from",
                      url);
    } else if (len == 0 || len >= sizeof target->host) {
        (void)err_set(err, ERR_USAGE, "%.300s: no host", url);
    } else if (host[0] == '[') {
        memcpy(target->host, host + 1, len - 2);
        target->host[len - 2] = '\0';
    } else {
        memcpy(target->host, host, len + 1);
    }
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_free(user);
    return err->code == ERR_NONE;
}

/* Resolve once; every address must be vetted, the first is taken. */
static bool resolve(const char *url, bool private_too,
                    struct vet_target *target, struct err *err)
{
    const struct addrinfo hints = {.ai_family = AF_UNSPEC,
                                   .ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    int status = getaddrinfo(target->host, NULL, &hints, &list);

    if (status != 0) {
        return err_set(err, ERR_NETWORK, "%.300s: %s", url,
                       gai_strerror(status));
    }
    for (const struct addrinfo *at = list; at != NULL; at = at->ai_next) {
        if (!private_too && !vet_address(at->ai_addr)) {
            (void)err_set(err, ERR_USAGE,
                          "%.300s: is no address of the public internet", url);
        }
    }
    if (err->code == ERR_NONE && list != NULL &&
        getnameinfo(list->ai_addr, list->ai_addrlen, target->address,
                    sizeof target->address, NULL, 0, NI_NUMERICHOST) != 0) {
        (void)err_set(err, ERR_NETWORK, "%.300s: no address", url);
    }
    freeaddrinfo(list);
    return err->code == ERR_NONE;
}

bool vet_url(const char *url, bool private_too, struct vet_target *target,
             struct err *err)
{
    CURLU *handle = curl_url();
    bool ok;

    *target = (struct vet_target){0};
    ok = handle != NULL && curl_url_set(handle, CURLUPART_URL, url,
                                        CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
    if (!ok) {
        (void)err_set(err, ERR_USAGE, "%.300s: is no address", url);
    }
    ok = ok && read_parts(handle, url, private_too, target, err) &&
         resolve(url, private_too, target, err);
    curl_url_cleanup(handle);
    return ok;
}
