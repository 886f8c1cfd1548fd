// The measure of all things: what any process costs on this machine.
#include <stdio.h>
#include <unistd.h>

int main(int count, char **words) {
    if (count > 1) {
        execv(words[1], words + 1);
        return 127;
    }
    puts("hello");
    return 0;
}
