#include "remit/batch/shard.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <vector>

namespace remit {
namespace {

TEST(Shard, EachFileFallsToOneShare) {
  for (const std::uint32_t count : {1U, 2U, 8U}) {
    std::vector<int> taken(count);
    for (int file = 0; file < 1000; ++file) {
      const std::string name = "council-" + std::to_string(file) + ".pdf";
      int takers = 0;
      for (std::uint32_t index = 0; index < count; ++index)
        if (Shard{.index = index, .count = count}.takes(name)) {
          ++takers;
          ++taken[index];
        }
      EXPECT_EQ(takers, 1) << name;
    }
    for (const int files : taken) EXPECT_GT(files, 1000 / static_cast<int>(count) * 7 / 10);
  }
}

TEST(Shard, TheHashIsTheSameOnEveryMachineAndForEver) {
  EXPECT_TRUE((Shard{.index = 4, .count = 8}.takes("harrowmere/constitution.pdf")));
}

TEST(Shard, IsCountedFromNoughtOrFromOne) {
  for (const auto& [text, index] : std::vector<std::pair<const char*, std::uint32_t>>{
           {"0/8", 0}, {"1/8", 1}, {"7/8", 7}, {"8/8", 0}, {"0/1", 0}, {"1/1", 0}}) {
    const auto shard = parse_shard(text);
    ASSERT_TRUE(shard) << text;
    EXPECT_EQ(shard->index, index) << text;
  }
  for (const char* text : {"", "8", "/", "1/", "/8", "9/8", "1/0", "0/0", "a/8", "1/8x", "-1/8"}) {
    const auto shard = parse_shard(text);
    ASSERT_FALSE(shard) << text;
    EXPECT_EQ(shard.error().code, "usage");
  }
}

class Variables {
 public:
  Variables(std::initializer_list<std::pair<const char*, const char*>> variables) {
    for (const auto& [name, value] : variables) {
      ::setenv(name, value, 1);
      names_.push_back(name);
    }
  }
  ~Variables() {
    for (const char* name : names_) ::unsetenv(name);
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

 private:
  std::vector<const char*> names_;
};

TEST(Shard, NoSchedulerGivesNone) {
  const auto told = shard_of_scheduler();
  ASSERT_TRUE(told);
  EXPECT_FALSE(told->has_value());
}

TEST(Shard, SchedulersSayWhich) {
  const auto index_of = [] {
    const auto told = shard_of_scheduler();
    return told && *told ? std::to_string((*told)->index) + '/' + std::to_string((*told)->count)
                         : "none";
  };
  {
    const Variables slurm{{"SLURM_ARRAY_TASK_ID", "3"}, {"SLURM_ARRAY_TASK_COUNT", "8"}};
    EXPECT_EQ(index_of(), "3/8");
  }
  {
    const Variables from_one{{"SLURM_ARRAY_TASK_ID", "8"},
                             {"SLURM_ARRAY_TASK_COUNT", "8"},
                             {"SLURM_ARRAY_TASK_MIN", "1"}};
    EXPECT_EQ(index_of(), "7/8");
  }
  {
    const Variables in_steps{{"SLURM_ARRAY_TASK_ID", "30"},
                             {"SLURM_ARRAY_TASK_COUNT", "4"},
                             {"SLURM_ARRAY_TASK_MIN", "10"},
                             {"SLURM_ARRAY_TASK_STEP", "10"}};
    EXPECT_EQ(index_of(), "2/4");
  }
  {
    const Variables aws{{"AWS_BATCH_JOB_ARRAY_INDEX", "0"}, {"AWS_BATCH_JOB_ARRAY_SIZE", "5"}};
    EXPECT_EQ(index_of(), "0/5");
  }
  {
    const Variables google{{"CLOUD_RUN_TASK_INDEX", "4"}, {"CLOUD_RUN_TASK_COUNT", "5"}};
    EXPECT_EQ(index_of(), "4/5");
  }
  {
    const Variables kubernetes{{"JOB_COMPLETION_INDEX", "1"}, {"JOB_COMPLETIONS", "2"}};
    EXPECT_EQ(index_of(), "1/2");
  }
}

TEST(Shard, HalfOfWhatASchedulerSaysIsRefused) {
  const Variables kubernetes{{"JOB_COMPLETION_INDEX", "1"}};
  const auto told = shard_of_scheduler();
  ASSERT_FALSE(told);
  EXPECT_NE(told.error().message.find("JOB_COMPLETIONS"), std::string::npos);
}

}  // namespace
}  // namespace remit
