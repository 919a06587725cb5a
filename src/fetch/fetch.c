#include "fetch/fetch.h"

#include "base/caps.h"
#include "fetch/vet.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REDIRECTS = 5, CONNECT_SECONDS = 10, ALL_SECONDS = 30 };

struct transfer {
    const char *url;
    struct buf *out;
    bool private_too;
    bool too_long;
    bool closed; /* an address that was not vetted was about to be used */
};

static size_t take(char *bytes, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    size_t len = size * count;

    if (transfer->out->len + len > CAP_PAGE_BYTES) {
        transfer->too_long = true;
        return 0;
    }
    buf_add(transfer->out, bytes, len);
    return len;
}

/* The last gate: whatever curl connects to is vetted once more. */
static curl_socket_t open_socket(void *user, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    struct transfer *transfer = user;

    (void)purpose;
    if (!transfer->private_too && !vet_address(&address->addr)) {
        transfer->closed = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

static void set_options(CURL *curl, struct transfer *transfer,
                        struct curl_slist *pinned)
{
    (void)curl_easy_setopt(curl, CURLOPT_URL, transfer->url);
    (void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    (void)curl_easy_setopt(curl, CURLOPT_RESOLVE, pinned);
    (void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    (void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    (void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ALL_SECONDS);
    (void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    (void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "demarche");
    (void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    (void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    (void)curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
}

static bool check(CURLcode status, const struct transfer *transfer,
                  struct err *err)
{
    const char *url = transfer->url;

    if (transfer->too_long) {
        return err_set(err, ERR_LIMIT, "%.300s: more than %zu bytes", url,
                       CAP_PAGE_BYTES);
    }
    if (transfer->closed) {
        return err_set(err, ERR_USAGE,
                       "%.300s: is no address of the public internet", url);
    }
    return status == CURLE_OK || err_set(err, ERR_NETWORK, "%.300s: %s", url,
                                         curl_easy_strerror(status));
}

/* What the server answered: a page, or where to look (`*next`). */
static bool read_answer(CURL *curl, const char *url, struct fetched *page,
                        const char **next, struct arena *arena, struct err *err)
{
    long status = 0;
    char *text = NULL;

    *next = NULL;
    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status >= 300 && status < 400 &&
        curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &text) == CURLE_OK &&
        text != NULL) {
        *next = arena_strdup(arena, text);
        return true;
    }
    if (status < 200 || status > 299) {
        return err_set(err, ERR_NETWORK, "%.300s: HTTP status %ld", url,
                       status);
    }
    (void)curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &text);
    page->media = arena_strdup(arena, text);
    page->url = arena_strdup(arena, url);
    return true;
}

/* One request, of which `transfer` says the address and what is allowed. */
static bool get_once(struct transfer *transfer, const struct vet_target *target,
                     struct fetched *page, const char **next,
                     struct arena *arena, struct err *err)
{
    CURL *curl = curl_easy_init();
    struct curl_slist *pinned = NULL;
    struct buf pin = {0};
    bool ok;

    if (curl == NULL) {
        return err_set(err, ERR_INTERNAL, "no fetcher");
    }
    buf_printf(&pin, "%s:%u:%s", target->host, target->port, target->address);
    pinned = curl_slist_append(NULL, pin.ptr);
    buf_clear(&page->bytes);
    set_options(curl, transfer, pinned);
    ok = check(curl_easy_perform(curl), transfer, err) &&
         read_answer(curl, transfer->url, page, next, arena, err);
    curl_slist_free_all(pinned);
    curl_easy_cleanup(curl);
    buf_release(&pin);
    return ok;
}

bool fetch_get(const char *url, struct fetched *page, struct arena *arena,
               struct err *err)
{
    const char *told = getenv("DEMARCHE_FETCH_PRIVATE");
    bool private_too = told != NULL && strcmp(told, "1") == 0;
    const char *at = url;
    bool secure = false;

    *page = (struct fetched){0};
    for (int i = 0; i <= REDIRECTS && at != NULL; i++) {
        struct transfer transfer = {at, &page->bytes, private_too, false,
                                    false};
        struct vet_target target;

        if (!vet_url(at, private_too, &target, err)) {
            break;
        }
        if (secure && !target.secure) {
            (void)err_set(err, ERR_NETWORK, "%.200s: leads from https to http",
                          url);
            break;
        }
        secure = target.secure;
        if (!get_once(&transfer, &target, page, &at, arena, err)) {
            break;
        }
    }
    if (err->code == ERR_NONE && at != NULL) {
        (void)err_set(err, ERR_NETWORK, "%.300s: more than %d redirects", url,
                      REDIRECTS);
    }
    if (err->code != ERR_NONE) {
        buf_release(&page->bytes);
    }
    return err->code == ERR_NONE;
}

bool fetch_is_url(const char *word)
{
    return strncasecmp(word, "http://", 7) == 0 ||
           strncasecmp(word, "https://", 8) == 0;
}
