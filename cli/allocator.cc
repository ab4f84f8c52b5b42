#include "cli/allocator.h"

#ifdef REMIT_MIMALLOC
#include <mimalloc.h>
#endif

namespace remit::cli {

void expect_large_documents() {
#ifdef REMIT_MIMALLOC
  mi_option_enable(mi_option_large_os_pages);
  mi_option_set(mi_option_eager_commit_delay, 0);  // from a thread's first piece of memory on
  mi_option_disable(mi_option_allow_decommit);
#endif
}

}  // namespace remit::cli
