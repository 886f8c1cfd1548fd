#pragma once

// The scripts that people source, as they lie in shell/ and completions/; each ends with a NUL.

const char *_Nonnull awsx_bash(void);
const char *_Nonnull awsx_zsh(void);
const char *_Nonnull awsx_fish(void);
const char *_Nonnull awsx_pwsh(void);
const char *_Nonnull awsx_nu(void);
const char *_Nonnull awsx_completion_bash(void);
const char *_Nonnull awsx_completion_zsh(void);
const char *_Nonnull awsx_completion_fish(void);
