// All of it is in the header, where Swift's compiler can put it into its callers.
#include "CByteMarks.h"
