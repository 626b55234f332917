#include "app/export_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/try.h"

namespace concord {

namespace fs = std::filesystem;

Result<void> ExportFiles::Write(std::string_view file, std::string_view bytes) {
  if (files_.empty() || file != files_.back().name) CONCORD_TRY(Open(file));
  constexpr size_t kBufferBytes = size_t{256} << 10;
  bytes_ += bytes.size();
  if (buffer_.empty() && bytes.size() >= kBufferBytes) return WritePiece(bytes);
  buffer_ += bytes;
  return buffer_.size() < kBufferBytes ? Result<void>() : WriteBuffer();
}

Result<void> ExportFiles::Finish(const Snapshot& snapshot, const Selection& selection, ExportFacts facts) {
  CONCORD_TRY(Close());
  if (!into_folder_) return {};
  facts.files = files_;
  CONCORD_ASSIGN(const std::string manifest, ExportManifest(snapshot, selection, facts));
  const fs::path path = folder_ / kManifestName;
  CONCORD_ASSIGN(FileReplacement replacement, FileReplacement::Open(path));
  CONCORD_TRY(replacement.Write(manifest));
  CONCORD_TRY(replacement.Commit());
  paths_.push_back(path.string());
  return {};
}

Result<void> ExportFiles::Open(std::string_view file) {
  CONCORD_TRY(Close());
  CONCORD_ASSIGN(const fs::path path, PathOf(file));
  CONCORD_ASSIGN(FileReplacement replacement, FileReplacement::Open(path));
  replacement_.emplace(std::move(replacement));
  digest_ = Sha256();
  files_.push_back({std::string(file), 0, 0, {}});
  paths_.push_back(path.string());
  return {};
}

Result<fs::path> ExportFiles::PathOf(std::string_view file) {
  std::error_code problem;
  if (files_.empty()) {
    into_folder_ = path_.ends_with('/') || fs::is_directory(path_, problem);
    if (!into_folder_) return fs::path(path_);
    folder_ = path_;
  } else if (!into_folder_) {
    CONCORD_TRY(MoveFirstIntoFolder());
  }
  const fs::path path = folder_ / file;
  fs::create_directories(path.parent_path(), problem);
  return path;
}

Result<void> ExportFiles::MoveFirstIntoFolder() {
  std::error_code problem;
  const fs::path aside = path_ + ".part";
  into_folder_ = true;
  folder_ = path_;
  fs::rename(path_, aside, problem);
  if (!problem) fs::create_directories(folder_, problem);
  if (!problem) fs::rename(aside, folder_ / files_.front().name, problem);
  if (problem)
    return Fail(ErrorCode::kIo, fmt::format("cannot make a folder of {}: {}", path_, problem.message()));
  paths_.front() = (folder_ / files_.front().name).string();
  return {};
}

Result<void> ExportFiles::WritePiece(std::string_view bytes) {
  CONCORD_TRY(replacement_->Write(bytes));
  digest_.Update(bytes);
  files_.back().bytes += bytes.size();
  files_.back().lines += static_cast<uint64_t>(std::ranges::count(bytes, '\n'));
  return {};
}

Result<void> ExportFiles::WriteBuffer() {
  CONCORD_TRY(WritePiece(buffer_));
  buffer_.clear();
  return {};
}

Result<void> ExportFiles::Close() {
  if (!replacement_) return {};
  CONCORD_TRY(WriteBuffer());
  CONCORD_TRY(replacement_->Commit());
  replacement_.reset();
  files_.back().sha256 = digest_.Hex();
  return {};
}

}  // namespace concord
