/* Killed at any moment, a dossier is whole, and adding again completes it. */
#include "record/story.h"
#include "testing.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 60, STEP_US = 400 };

static void pause_us(long us)
{
    const struct timespec time = {0, us * 1000};

    (void)nanosleep(&time, NULL);
}

/* Add the story in a process of its own and kill it after a while. */
static bool add_and_kill(const char *path, long us)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        story_fill(path, "012");
        _exit(0);
    }
    pause_us(us);
    (void)kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status);
}

static void check_whole(const char *path)
{
    struct record *record;
    struct record_check check;
    struct err err = {0};

    if (!record_open(&record, path, RECORD_READ, &err)) {
        if (err.code != ERR_MISSING) {
            fail_msg("%s", err.text);
        }
        return; /* killed before there was one */
    }
    assert_true(record_verify(record, NULL, NULL, &check, &err));
    assert_int_equal(check.findings, 0);
    record_close(record);
}

static void a_killed_dossier_is_whole_and_is_completed(void **state)
{
    char folder[64];
    struct buf wanted = {0};
    size_t killed = 0;

    (void)state;
    story_folder(folder);
    story_fill(story_path(folder, "whole.demarche"), "012");
    story_export(story_path(folder, "whole.demarche"), &wanted);
    for (long i = 0; i < KILLS; i++) {
        char name[32];
        struct buf got = {0};

        (void)snprintf(name, sizeof name, "%ld.demarche", i);
        killed += add_and_kill(story_path(folder, name), i * STEP_US);
        check_whole(story_path(folder, name));
        story_fill(story_path(folder, name), "012");
        story_export(story_path(folder, name), &got);
        assert_string_equal(got.ptr, wanted.ptr);
        check_whole(story_path(folder, name));
        buf_release(&got);
    }
    assert_true(killed > 0);
    buf_release(&wanted);
    story_clear(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_dossier_is_whole_and_is_completed),
    };

    return cmocka_run_group_tests_name("crash", tests, NULL, NULL);
}
