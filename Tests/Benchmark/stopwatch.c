// stopwatch RUNS COMMAND…: runs a command without its output, and prints a line for each run: nanoseconds from before
// its start to after its end, its exit status and its minor page faults; then one line with the peak memory of all, in KiB.
// A small program of its own, since a child's peak memory counts the pages of who started it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **words) {
    if (count < 3) return 64;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    long peak = 0;
    for (int run = atoi(words[1]); run > 0; run--) {
        pid_t child;
        int status;
        struct rusage usage;
        int64_t start = now();
        if (posix_spawn(&child, words[2], &actions, NULL, words + 2, environ) != 0) return 127;
        if (wait4(child, &status, 0, &usage) != child) return 1;
        printf("%lld %d %ld\n", (long long)(now() - start),
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), usage.ru_minflt);
        if (usage.ru_maxrss > peak) peak = usage.ru_maxrss;
    }
#ifdef __APPLE__
    peak /= 1024;
#endif
    printf("%ld\n", peak);
    return 0;
}
