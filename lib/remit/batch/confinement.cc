#include "remit/batch/confinement.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef REMIT_SECCOMP
#include <seccomp.h>
#endif

namespace remit {
namespace {

namespace fs = std::filesystem;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

bool limit(__rlimit_resource resource, rlim_t most, rlim_t hard) {
  const struct rlimit limits = {.rlim_cur = most, .rlim_max = hard};
  return ::setrlimit(resource, &limits) == 0;
}

// ---- Landlock: rights of later kernels are not in Debian 12's header (Linux 6.1) ---------------

constexpr std::uint64_t kTruncate = 1ULL << 14;                         // ABI 3
constexpr std::uint64_t kIoctlDevice = 1ULL << 15;                      // ABI 5
constexpr std::uint64_t kBindTcp = 1ULL << 0, kConnectTcp = 1ULL << 1;  // ABI 4

struct LandlockRules {
  std::uint64_t files;
  std::uint64_t network;
};

LandlockRules rules_known_to(long abi) {
  std::uint64_t files = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // ABI 1: all up to this
  if (abi >= 2) files |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) files |= kTruncate;
  if (abi >= 5) files |= kIoctlDevice;
  return {.files = files, .network = abi >= 4 ? kBindTcp | kConnectTcp : 0};
}

void allow_reading(int rules, const fs::path& path) {
  const int at = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (at < 0) return;  // what is not there need not be read
  std::error_code problem;
  landlock_path_beneath_attr below{};
  below.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  if (fs::is_directory(path, problem)) below.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  below.parent_fd = at;
  ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
  ::close(at);
}

bool close_files(const std::vector<fs::path>& readable) {
  const long abi =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return false;
  const LandlockRules known = rules_known_to(abi);
  // older kernels refuse a structure with more than they know
  const std::size_t size = abi >= 4 ? sizeof known : sizeof known.files;
  const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &known, size, 0));
  if (rules < 0) return false;
  for (const char* system : {"/usr", "/lib", "/lib64", "/etc", "/opt", "/proc",
                             "/sys/devices/system", "/dev/null", "/dev/urandom"})
    allow_reading(rules, system);
  for (const fs::path& path : readable) allow_reading(rules, path);
  const bool closed = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  ::close(rules);
  return closed;
}

// ---- seccomp -----------------------------------------------------------------------------------

#ifdef REMIT_SECCOMP
// What reading a document never needs. A list of what it does need would be shorter to argue for,
// and would break with the next C library: threads, dlopen and OpenMP each bring calls of their
// own.
constexpr std::array kForbidden = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(process_madvise),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kcmp),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(open_tree),
    SCMP_SYS(move_mount),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsmount),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(quotactl),
    SCMP_SYS(acct),
    SCMP_SYS(personality),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setsid),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(pidfd_send_signal),
    // memory that RLIMIT_AS does not count
    SCMP_SYS(memfd_create),
    SCMP_SYS(shmget),
    SCMP_SYS(shmat),
    SCMP_SYS(msgget),
    SCMP_SYS(mq_open),
    // what Landlock leaves open: truncation, before its third version, and a file's mode and times
    SCMP_SYS(truncate),
    SCMP_SYS(creat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(fremovexattr),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(futimesat),
    SCMP_SYS(utimensat),
};

bool filter_calls() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (filter == nullptr) return false;
  bool whole = true;
  const auto add = [&](int status) { whole = status == 0 && whole; };
  for (const int call : kForbidden)
    if (call >= 0) add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0));  // < 0: not here
  // a thread is made with CLONE_THREAD, a process without
  add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                       SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)));
  // its flags lie in memory, which a filter cannot see: the C library then takes clone
  add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
  // abort() signals this process; nobody signals another
  add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
                       SCMP_A0(SCMP_CMP_NE, static_cast<scmp_datum_t>(::getpid()))));
  // a file that is opened for reading can be emptied with O_TRUNC
  if (SCMP_SYS(open) >= 0)  // arm64 has none
    add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1,
                         SCMP_A1(SCMP_CMP_MASKED_EQ, O_TRUNC, O_TRUNC)));
  add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1,
                       SCMP_A2(SCMP_CMP_MASKED_EQ, O_TRUNC, O_TRUNC)));
  add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0));
  // limits are this process's own (0), and nobody else gets its signals of input and output
  add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1,
                       SCMP_A0(SCMP_CMP_NE, 0)));
  for (const int owner : {F_SETOWN, F_SETOWN_EX, F_SETSIG})
    add(seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(fcntl), 1,
                         SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(owner))));
  whole = whole && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return whole;
}
#else
bool filter_calls() { return false; }
#endif

}  // namespace

bool set_limits(const Limits& wanted) {
  bool set = limit(RLIMIT_CORE, 0, 0);
  if (wanted.memory > 0 && !kSanitized) set = limit(RLIMIT_AS, wanted.memory, wanted.memory) && set;
  if (wanted.file_size > 0) set = limit(RLIMIT_FSIZE, wanted.file_size, wanted.file_size) && set;
  // SIGXCPU, which tells this end from others, comes at the first of two limits, SIGKILL at both
  if (wanted.cpu_seconds > 0)
    set = limit(RLIMIT_CPU, wanted.cpu_seconds, wanted.cpu_seconds + 1) && set;
  return set;
}

std::string confine(const std::vector<fs::path>& readable) {
  std::string holds;
  const auto note = [&](bool done, const char* what) {
    if (done) holds += (holds.empty() ? "" : ", ") + std::string(what);
  };
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);  // without it only root may go on
  note(close_files(readable), "Landlock");
  note(filter_calls(), "seccomp");
  return holds;
}

}  // namespace remit
