#include "remit/batch/shard.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "remit/base/sha256.h"

namespace remit {
namespace {

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(text.data(), end, number);
  if (text.empty() || status != std::errc() || stop != end) return std::nullopt;
  return number;
}

struct Scheduler {
  const char* index;
  const char* count;
  const char* first;  // where its indices begin and how far apart they are, if it says so
  const char* step;
};
constexpr std::array kSchedulers = {
    Scheduler{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN",
              "SLURM_ARRAY_TASK_STEP"},
    Scheduler{"AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", nullptr, nullptr},
    Scheduler{"CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT", nullptr, nullptr},
    Scheduler{"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", nullptr, nullptr},
};

std::optional<std::uint32_t> variable(const char* name) {
  const char* value = name == nullptr ? nullptr : std::getenv(name);
  return value == nullptr ? std::nullopt : number_of(value);
}

}  // namespace

bool Shard::takes(std::string_view name) const {
  if (count <= 1) return true;
  std::uint32_t hash = 0;
  const std::string digest = sha256(name).substr(0, 8);
  std::from_chars(digest.data(), digest.data() + digest.size(), hash, 16);
  return hash % count == index;
}

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto index = number_of(text.substr(0, slash));
  const std::uint32_t count = number_of(text.substr(std::min(slash + 1, text.size()))).value_or(0);
  if (!index || count == 0 || *index > count)
    return fail({.code = "usage",
                 .message = '"' + std::string(text) + "\" is no share",
                 .hint = "write --shard 0/8 to --shard 7/8"});
  return Shard{.index = *index % count, .count = count};
}

Result<std::optional<Shard>> shard_of_scheduler() {
  for (const Scheduler& scheduler : kSchedulers) {
    const char* const told = std::getenv(scheduler.index);
    if (told == nullptr) continue;
    const auto index = number_of(told);
    const std::uint32_t count = variable(scheduler.count).value_or(0);
    if (!index || count == 0)
      return fail({.code = "usage",
                   .message = std::string(scheduler.index) + " is set to \"" + told + "\", and " +
                              scheduler.count + " to no number of shares",
                   .hint = "set both, or say --shard I/N; --shard 0/1 is all files"});
    const std::uint32_t first = variable(scheduler.first).value_or(0);
    const std::uint32_t step = variable(scheduler.step).value_or(1);
    const std::uint32_t place = *index < first || step == 0 ? *index : (*index - first) / step;
    return Shard{.index = place % count, .count = count, .told_by = scheduler.index};
  }
  return std::nullopt;
}

}  // namespace remit
