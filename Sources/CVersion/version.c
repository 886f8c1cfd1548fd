#include "CVersion.h"

const char *awsx_build_commit(void) { return AWSX_BUILD_COMMIT; }
const char *awsx_build_date(void) { return AWSX_BUILD_DATE; }
const char *awsx_build_swift(void) { return AWSX_BUILD_SWIFT; }
