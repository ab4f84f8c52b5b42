#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "remit/base/result.h"

namespace remit {

/// A share of a batch: the files that fall to one machine of several.
struct Shard {
  std::uint32_t index = 0;  ///< from 0
  std::uint32_t count = 1;
  std::string told_by = {};  ///< the variable that said so; empty: the user

  /// Whether a file falls to it. `name` is its path below the folder that all inputs share, so that
  /// each machine comes to the same answer, wherever the folder is mounted there.
  [[nodiscard]] bool takes(std::string_view name) const;
};

/// "2/8": the third of eight. Counted from 1, as some do, 8/8 is the share that is 0/8 from 0:
/// either way, eight shares are all there is. Errors: usage.
Result<Shard> parse_shard(std::string_view text);

/// The share that a scheduler gave this process, if one did:
///
///     SLURM_ARRAY_TASK_ID, _COUNT, _MIN, _STEP            Slurm, job arrays
///     AWS_BATCH_JOB_ARRAY_INDEX, AWS_BATCH_JOB_ARRAY_SIZE AWS Batch
///     CLOUD_RUN_TASK_INDEX, CLOUD_RUN_TASK_COUNT          Google Cloud Run jobs
///     JOB_COMPLETION_INDEX, JOB_COMPLETIONS               Kubernetes indexed jobs; the second is
///     not
///                                                         Kubernetes' own: the manifest sets it
///
/// Errors: usage, where the one variable is there and the other is not, or they are no numbers.
Result<std::optional<Shard>> shard_of_scheduler();

}  // namespace remit
