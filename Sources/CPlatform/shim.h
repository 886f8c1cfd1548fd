#ifndef AWSX_CPLATFORM_SHIM_H
#define AWSX_CPLATFORM_SHIM_H
#include <stdlib.h>
#endif
