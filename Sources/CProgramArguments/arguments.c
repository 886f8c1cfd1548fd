// The words that a program with no dynamic linker was started with.
//
// Swift's runtime looks for them in the memory of the process, by what the kernel says of it in /proc/self/maps: before
// `main`, in every run, and it is a twentieth of a short one. The C library hands them to each function of
// .preinit_array, in such programs too, so they are kept here, and answered where the runtime would be asked. Its own
// answer is then left out by the linker, since nothing needs it any more.
#ifdef AWSX_STATIC_EXECUTABLE
static int count;
static char **words;

static void keep(int argc, char **argv, char **environment) {
    (void)environment;
    count = argc;
    words = argv;
}

__attribute__((section(".preinit_array"), used)) static void (*const keeper)(int, char **, char **) = keep;

char **_swift_stdlib_getUnsafeArgvArgc(int *argc) {
    *argc = count;
    return words;
}

void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc) {
    count = argc;
    words = argv;
}
#else
// No file of C may be empty.
typedef int awsx_program_arguments;
#endif
