#pragma once

/// The version of awsx, which `shell/release` changes.
#define AWSX_VERSION "0.1.0"

// What was built, as Package.swift was told; "unknown" where nobody said.

const char *_Nonnull awsx_build_commit(void);
const char *_Nonnull awsx_build_date(void);
const char *_Nonnull awsx_build_swift(void);
