// A disk that fails when a test tells it to, and that can lose its power.
//
// The test program defines open, write, fsync, rename and their like itself (simulated_calls.cc), so the disk
// sees what any code of this process does below one folder: RocksDB, and also our own files. It counts those
// calls, lets one of them fail, and knows at any time what would be left after a loss of power: the bytes of
// a file at its last sync, and the names in a folder at the last sync of that folder.
#ifndef CONCORD_TESTS_GRAPH_FAULTS_SIMULATED_DISK_H_
#define CONCORD_TESTS_GRAPH_FAULTS_SIMULATED_DISK_H_

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace concord::testing {

// Which call fails, and how. Numbers count from 1 since the plan was made; 0 means none. Changes are calls
// that write, sync, make, rename, link, cut or remove. Reads are calls that open for reading, read, or look
// whether there is a file.
struct DiskPlan {
  uint64_t change = 0;
  uint64_t read = 0;
  int error = EIO;
  bool lasting = false;  // all later calls of the kind fail too
  bool half = false;     // a write or read does half of its work and returns so; then only `lasting` matters
};

// One at a time. Calls of all threads are counted; the members are for one thread.
class SimulatedDisk {
 public:
  // What is in the folder now counts as synced.
  explicit SimulatedDisk(const std::filesystem::path& root);
  ~SimulatedDisk();
  SimulatedDisk(const SimulatedDisk&) = delete;
  SimulatedDisk& operator=(const SimulatedDisk&) = delete;

  // Counts anew.
  void Set(const DiskPlan& plan);
  uint64_t changes() const { return changes_; }
  uint64_t reads() const { return reads_; }
  bool has_failed() const { return has_failed_; }  // the plan's call was reached
  std::string failed_call();                       // which that was: "write .../store/000004.log"

  // Called before each counted call of the thread that sets it, with the number of the call and whether it is
  // a change.
  // Calls that the function itself makes are neither counted nor reported. Null for none.
  using Hook = std::function<void(bool is_change, uint64_t number)>;
  void SetHook(Hook hook);

  // Leaves below the folder what a loss of power leaves. Seed 0: only what was synced. Other seeds: also some
  // of the names, in their order, and of each file nothing, all or a beginning of what was not synced, or its
  // length with zeros. No file may be open. Ends the plan.
  void LosePower(uint32_t seed);

  // ---- For simulated_calls.cc ----

  // The disk on which the file or folder lies; null when no disk is simulated or it lies elsewhere.
  static SimulatedDisk* Of(int folder, const char* path, std::string* absolute);
  static SimulatedDisk* Of(int file);

  enum class Verdict { kGo, kHalf, kFail };  // kFail: errno is set
  Verdict BeforeChange(const char* call, const std::string& path);
  Verdict BeforeChange(const char* call, int file);
  Verdict BeforeRead(const char* call, const std::string& path);
  Verdict BeforeRead(const char* call, int file);

  void Opened(int file, const std::string& path, bool is_created);
  void Closed(int file);
  void Synced(int file, bool well);
  void Made(const std::string& path);  // a folder
  void Linked(const std::string& from, const std::string& to);
  void Moved(const std::string& from, const std::string& to);
  void Removed(const std::string& path);

 private:
  struct Bytes {
    std::string synced;
    bool is_lost = false;  // a sync failed; what the system then says about later ones means nothing
  };
  struct Entry {
    bool is_folder = false;
    std::shared_ptr<Bytes> bytes;
  };
  // A change of names that is not synced.
  struct NameChange {
    std::string path;
    std::string moved_to;  // empty unless it was moved
    bool is_removed = false;
    Entry entry;
  };
  using Names = std::map<std::string, Entry>;

  void Scan();
  Verdict Decide(uint64_t number, uint64_t fails_at, const char* call, const std::string& path);
  std::string PathOf(int file);
  void RunHook(bool is_change, uint64_t number);
  static void Apply(const NameChange& change, Names* names);
  static std::string Torn(const std::string& synced, const std::string& now, std::mt19937* random);

  std::string root_;
  DiskPlan plan_;
  Hook hook_;
  std::thread::id hook_thread_;
  std::atomic<bool> in_hook_ = false;
  std::atomic<uint64_t> changes_ = 0, reads_ = 0;
  std::atomic<bool> has_failed_ = false;

  std::mutex mutex_;  // for what follows
  std::string failed_call_;
  Names names_, synced_names_;
  std::vector<NameChange> unsynced_;
  struct OpenFile {
    std::string path;
    std::shared_ptr<Bytes> bytes;  // null for a folder
  };
  std::map<int, OpenFile> files_;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_GRAPH_FAULTS_SIMULATED_DISK_H_
