#include "tests/graph/faults/simulated_disk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace concord::testing {
namespace {

namespace fs = std::filesystem;

// While it is null, all calls go straight to the system.
std::atomic<SimulatedDisk*> the_disk = nullptr;

std::string WholeFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

std::string FolderOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool IsBelow(const std::string& path, const std::string& folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

// Puts `to` in the place of `from` at the start of the path, if it is there.
void Rebase(const std::string& from, const std::string& to, std::string* path) {
  if (IsBelow(*path, from)) *path = to + path->substr(from.size());
}

// While this thread looks at the files of the disk itself, its calls go straight to the system.
thread_local bool is_paused = false;

class Pause {
 public:
  Pause() { is_paused = true; }
  ~Pause() { is_paused = false; }
  Pause(const Pause&) = delete;
  Pause& operator=(const Pause&) = delete;
};

}  // namespace

SimulatedDisk::SimulatedDisk(const fs::path& root) : root_(fs::absolute(root).lexically_normal().string()) {
  Scan();
  the_disk = this;
}

SimulatedDisk::~SimulatedDisk() { the_disk = nullptr; }

void SimulatedDisk::Scan() {
  names_.clear();
  unsynced_.clear();
  files_.clear();
  names_[root_] = {true, nullptr};
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    const std::string path = entry.path().string();
    if (entry.is_directory()) {
      names_[path] = {true, nullptr};
    } else {
      names_[path] = {false, std::make_shared<Bytes>(Bytes{WholeFile(path), false})};
    }
  }
  synced_names_ = names_;
}

void SimulatedDisk::Set(const DiskPlan& plan) {
  plan_ = plan;
  changes_ = reads_ = 0;
  has_failed_ = false;
}

void SimulatedDisk::SetHook(Hook hook) {
  hook_ = std::move(hook);
  hook_thread_ = std::this_thread::get_id();
}

// ---- Calls ----------------------------------------------------------------------------------------

SimulatedDisk* SimulatedDisk::Of(int folder, const char* path, std::string* absolute) {
  SimulatedDisk* const disk = the_disk;
  if (disk == nullptr || is_paused || path == nullptr) return nullptr;
  if (path[0] == '/') {
    *absolute = path;
  } else if (folder == AT_FDCWD) {
    std::array<char, 4096> here{};
    if (getcwd(here.data(), here.size()) == nullptr) return nullptr;
    *absolute = std::string(here.data()) + "/" + path;
  } else {
    std::array<char, 4096> here{};
    const ssize_t size =
        readlink(fmt::format("/proc/self/fd/{}", folder).c_str(), here.data(), here.size() - 1);
    if (size <= 0) return nullptr;
    *absolute = std::string(here.data(), static_cast<size_t>(size)) + "/" + path;
  }
  *absolute = fs::path(*absolute).lexically_normal().string();
  if (absolute->ends_with('/')) absolute->pop_back();
  return IsBelow(*absolute, disk->root_) ? disk : nullptr;
}

SimulatedDisk* SimulatedDisk::Of(int file) {
  SimulatedDisk* const disk = the_disk;
  if (disk == nullptr || is_paused) return nullptr;
  const std::lock_guard lock(disk->mutex_);
  return disk->files_.contains(file) ? disk : nullptr;
}

SimulatedDisk::Verdict SimulatedDisk::Decide(uint64_t number, uint64_t fails_at, const char* call,
                                             const std::string& path) {
  if (fails_at == 0 || number < fails_at || (number > fails_at && !plan_.lasting)) return Verdict::kGo;
  has_failed_ = true;
  if (number == fails_at) {
    const std::lock_guard lock(mutex_);
    failed_call_ = fmt::format("{} {}", call, path);
  }
  if (plan_.half && number == fails_at) return Verdict::kHalf;
  errno = plan_.error;
  return Verdict::kFail;
}

std::string SimulatedDisk::failed_call() {
  const std::lock_guard lock(mutex_);
  return failed_call_;
}

std::string SimulatedDisk::PathOf(int file) {
  const std::lock_guard lock(mutex_);
  const auto open = files_.find(file);
  return open == files_.end() ? std::string() : open->second.path;
}

void SimulatedDisk::RunHook(bool is_change, uint64_t number) {
  if (hook_ == nullptr || std::this_thread::get_id() != hook_thread_ || in_hook_.exchange(true)) return;
  hook_(is_change, number);
  in_hook_ = false;
}

SimulatedDisk::Verdict SimulatedDisk::BeforeChange(const char* call, const std::string& path) {
  if (in_hook_) return Verdict::kGo;
  const uint64_t number = ++changes_;
  RunHook(true, number);
  return Decide(number, plan_.change, call, path);
}

SimulatedDisk::Verdict SimulatedDisk::BeforeChange(const char* call, int file) {
  return BeforeChange(call, PathOf(file));
}

SimulatedDisk::Verdict SimulatedDisk::BeforeRead(const char* call, const std::string& path) {
  if (in_hook_) return Verdict::kGo;
  const uint64_t number = ++reads_;
  RunHook(false, number);
  return Decide(number, plan_.read, call, path);
}

SimulatedDisk::Verdict SimulatedDisk::BeforeRead(const char* call, int file) {
  return BeforeRead(call, PathOf(file));
}

// ---- What is synced -------------------------------------------------------------------------------

void SimulatedDisk::Apply(const NameChange& change, Names* names) {
  Names moved;
  if (change.is_removed || !change.moved_to.empty()) {
    for (auto at = names->lower_bound(change.path);
         at != names->end() && at->first.starts_with(change.path);) {
      if (!IsBelow(at->first, change.path)) {
        ++at;
        continue;
      }
      moved[at->first] = at->second;
      at = names->erase(at);
    }
  }
  if (change.is_removed) return;
  if (change.moved_to.empty()) {
    (*names)[change.path] = change.entry;
    return;
  }
  names->erase(change.moved_to);
  for (auto& [path, entry] : moved) {
    std::string now = path;
    Rebase(change.path, change.moved_to, &now);
    (*names)[now] = entry;
  }
  // Its old name may never have been synced: then it is synced with the new one.
  names->emplace(change.moved_to, change.entry);
}

void SimulatedDisk::Opened(int file, const std::string& path, bool is_created) {
  const std::lock_guard lock(mutex_);
  const auto known = names_.find(path);
  Entry entry;
  if (known != names_.end() && !is_created) {
    entry = known->second;
  } else {
    entry.bytes = std::make_shared<Bytes>();
    // Otherwise another thread has removed the name since the file was opened.
    if (is_created) {
      unsynced_.push_back({path, "", false, entry});
      names_[path] = entry;
    }
  }
  files_[file] = {path, entry.bytes};
}

void SimulatedDisk::Closed(int file) {
  const std::lock_guard lock(mutex_);
  files_.erase(file);
}

void SimulatedDisk::Synced(int file, bool well) {
  const std::lock_guard lock(mutex_);
  const auto open = files_.find(file);
  if (open == files_.end()) return;
  if (open->second.bytes != nullptr) {
    Bytes& bytes = *open->second.bytes;
    bytes.is_lost = bytes.is_lost || !well;
    if (bytes.is_lost) return;
    const Pause pause;
    bytes.synced = WholeFile(fmt::format("/proc/self/fd/{}", file));
    return;
  }
  if (!well) return;
  std::vector<NameChange> left;
  for (NameChange& change : unsynced_) {
    const std::string& place = change.moved_to.empty() ? change.path : change.moved_to;
    if (FolderOf(place) == open->second.path) {
      Apply(change, &synced_names_);
    } else {
      left.push_back(std::move(change));
    }
  }
  unsynced_ = std::move(left);
}

void SimulatedDisk::Made(const std::string& path) {
  const std::lock_guard lock(mutex_);
  unsynced_.push_back({path, "", false, {true, nullptr}});
  Apply(unsynced_.back(), &names_);
}

void SimulatedDisk::Linked(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  unsynced_.push_back({to, "", false, names_[from]});
  Apply(unsynced_.back(), &names_);
}

void SimulatedDisk::Moved(const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  const NameChange change{from, to, false, names_[from]};
  Apply(change, &names_);
  // What waits below a folder that was moved waits under its new name.
  if (change.entry.is_folder) {
    for (NameChange& waiting : unsynced_) {
      if (waiting.path == from) continue;
      Rebase(from, to, &waiting.path);
      Rebase(from, to, &waiting.moved_to);
    }
  }
  unsynced_.push_back(change);
}

void SimulatedDisk::Removed(const std::string& path) {
  const std::lock_guard lock(mutex_);
  unsynced_.push_back({path, "", true, {}});
  Apply(unsynced_.back(), &names_);
}

// ---- Loss of power --------------------------------------------------------------------------------

std::string SimulatedDisk::Torn(const std::string& synced, const std::string& now, std::mt19937* random) {
  switch ((*random)() % 4) {
    case 0:
      return synced;
    case 1:
      return now;
    case 2: {  // a beginning of what was written, over what was there
      std::string torn = now.substr(0, (*random)() % (now.size() + 1));
      if (torn.size() < synced.size()) torn += synced.substr(torn.size());
      return torn;
    }
    default: {  // the length was written, and not the bytes
      std::string torn = synced;
      if (torn.size() < now.size()) torn.resize(now.size(), '\0');
      return torn;
    }
  }
}

void SimulatedDisk::LosePower(uint32_t seed) {
  const Pause pause;
  std::mt19937 random(seed);
  Names left = synced_names_;
  const size_t kept = seed == 0 ? 0 : random() % (unsynced_.size() + 1);
  for (size_t i = 0; i < kept; ++i) Apply(unsynced_[i], &left);

  // A name that we know and the disk does not would be a call that simulated_calls.cc misses.
  for (const auto& [path, entry] : names_) {
    if (!fs::exists(path)) throw std::logic_error("the simulated disk missed that this was removed: " + path);
  }
  std::map<const Bytes*, std::string> now;
  for (const auto& [path, entry] : names_) {
    if (!entry.is_folder) now[entry.bytes.get()] = WholeFile(path);
  }
  std::map<std::string, std::string> files;
  for (const auto& [path, entry] : left) {
    if (entry.is_folder) continue;
    const auto current = now.find(entry.bytes.get());
    files[path] = seed == 0 || current == now.end() ? entry.bytes->synced
                                                    : Torn(entry.bytes->synced, current->second, &random);
  }
  for (const auto& entry : fs::directory_iterator(root_)) fs::remove_all(entry.path());
  for (const auto& [path, entry] : left) {
    // In the order of the map a folder comes before what is in it. Without its folder nothing is found.
    std::error_code error;
    if (path == root_ || !fs::is_directory(FolderOf(path), error)) continue;
    if (entry.is_folder) {
      fs::create_directory(path);
    } else {
      std::ofstream(path, std::ios::binary) << files[path];
    }
  }
  Scan();
  Set({});
}

}  // namespace concord::testing
