#include "CShellScripts.h"

static const char bash[] = {
#embed "../../shell/awsx.bash" suffix(, 0)
};
static const char zsh[] = {
#embed "../../shell/awsx.zsh" suffix(, 0)
};
static const char fish[] = {
#embed "../../shell/awsx.fish" suffix(, 0)
};
static const char pwsh[] = {
#embed "../../shell/awsx.ps1" suffix(, 0)
};
static const char nu[] = {
#embed "../../shell/awsx.nu" suffix(, 0)
};
static const char completion_bash[] = {
#embed "../../completions/awsx-completion.bash" suffix(, 0)
};
static const char completion_zsh[] = {
#embed "../../completions/_awsx" suffix(, 0)
};
static const char completion_fish[] = {
#embed "../../completions/awsx.fish" suffix(, 0)
};

const char *awsx_bash(void) { return bash; }
const char *awsx_zsh(void) { return zsh; }
const char *awsx_fish(void) { return fish; }
const char *awsx_pwsh(void) { return pwsh; }
const char *awsx_nu(void) { return nu; }
const char *awsx_completion_bash(void) { return completion_bash; }
const char *awsx_completion_zsh(void) { return completion_zsh; }
const char *awsx_completion_fish(void) { return completion_fish; }
