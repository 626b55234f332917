#include "query/embedding/model_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSums = "SHA256SUMS";
constexpr std::string_view kPooling = "1_Pooling/config.json";

tl::unexpected<Error> Refuse(ErrorCode code, std::string message, const fs::path& where) {
  return tl::unexpected(Error{code, std::move(message), where.string(), 0, 0, 0});
}

// Lines "HASH  NAME"; what is no such line is passed over.
std::map<std::string, std::string> ReadSums(const fs::path& folder) {
  std::map<std::string, std::string> sums;
  const Result<std::string> text = ReadFile(folder / kSums, kMaxModelFileBytes);
  if (!text) return sums;
  for (const std::string_view line : Split(*text, '\n')) {
    if (line.size() < 67 || line.substr(64, 1) != " ") continue;
    sums.emplace(Trim(line.substr(66)), AsciiLower(line.substr(0, 64)));
  }
  return sums;
}

// See FindModelFiles.
Result<fs::path> WeightsIn(const fs::path& folder) {
  std::error_code code;
  std::vector<fs::path> found;
  for (const char* extension : {".safetensors", ".onnx"}) {
    for (auto entry = fs::directory_iterator(folder, code); !code && entry != fs::directory_iterator();
         entry.increment(code)) {
      if (entry->path().extension() == extension) found.push_back(entry->path());
    }
    if (code) return Refuse(ErrorCode::kIo, code.message(), folder);
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
      return Refuse(ErrorCode::kInvalid,
                    fmt::format("the folder has {} files *{}; expected one", found.size(), extension),
                    folder);
    }
  }
  if (fs::path below = folder / "onnx" / "model.onnx"; fs::is_regular_file(below, code)) return below;
  return Refuse(ErrorCode::kNotFound, "the folder has no file *.safetensors or *.onnx", folder);
}

Result<std::string> ReadChecked(const fs::path& file, uint64_t limit, const std::string& hash) {
  Result<std::string> bytes = ReadFile(file, limit);
  if (!bytes) return bytes;
  if (const std::string found = Sha256Hex(*bytes); found != hash) {
    return Refuse(ErrorCode::kCorrupt, fmt::format("its SHA-256 is {}; it should be {}", found, hash), file);
  }
  return bytes;
}

}  // namespace

std::string ModelFiles::Hash() const {
  return Sha256Hex(weights_hash + "\n" + tokenizer_hash + "\n" + config_hash + "\n");
}

Result<std::string> ModelFiles::ReadWeights() const {
  return ReadChecked(weights, kMaxWeightBytes, weights_hash);
}

Result<std::string> ModelFiles::ReadSmall(const fs::path& file) const {
  return ReadChecked(file, kMaxModelFileBytes, file == tokenizer ? tokenizer_hash : config_hash);
}

Result<ModelFiles> FindModelFiles(const fs::path& folder) {
  std::error_code code;
  if (!fs::is_directory(folder, code))
    return Refuse(ErrorCode::kNotFound, "there is no such folder; it should contain a model", folder);
  ModelFiles files;
  auto weights = WeightsIn(folder);
  if (!weights) return tl::unexpected(weights.error());
  files.weights = std::move(*weights);
  files.tokenizer = folder / "tokenizer.json";
  files.config = folder / "config.json";
  for (const fs::path& file : {files.tokenizer, files.config}) {
    if (!fs::is_regular_file(file, code))
      return Refuse(ErrorCode::kNotFound, "the model lacks this file", file);
  }
  if (fs::is_regular_file(folder / kPooling, code)) files.pooling = folder / kPooling;
  const std::map<std::string, std::string> sums = ReadSums(folder);
  for (const auto& [file, hash] :
       {std::pair(&files.weights, &files.weights_hash), std::pair(&files.tokenizer, &files.tokenizer_hash),
        std::pair(&files.config, &files.config_hash)}) {
    const auto sum = sums.find(file->filename().string());
    if (sum != sums.end()) {
      *hash = sum->second;
      continue;
    }
    const Result<std::string> bytes = ReadFile(*file, kMaxWeightBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    *hash = Sha256Hex(*bytes);
  }
  return files;
}

Result<ModelFiles> InstallModel(const fs::path& from, const fs::path& to,
                                const std::array<std::string_view, 3>& hashes) {
  const Result<ModelFiles> source = FindModelFiles(from);
  if (!source) return source;
  std::error_code code;
  fs::path fresh = to;
  fresh += ".new";
  fs::remove_all(fresh, code);
  if (!fs::create_directories(fresh, code))
    return Refuse(ErrorCode::kIo, fmt::format("cannot make the folder: {}", code.message()), fresh);
  const auto copy = [&]() -> Result<void> {
    std::string sums;
    size_t i = 0;
    for (const fs::path& file : {source->weights, source->tokenizer, source->config}) {
      const Result<std::string> bytes = ReadFile(file, kMaxWeightBytes);
      if (!bytes) return tl::unexpected(bytes.error());
      const std::string hash = Sha256Hex(*bytes);
      if (!hashes[i].empty() && hash != hashes[i]) {
        return Refuse(ErrorCode::kInvalid, fmt::format("its SHA-256 is {}; it should be {}", hash, hashes[i]),
                      file);
      }
      const fs::path name = i == 0 ? fs::path("model") += file.extension() : file.filename();
      if (auto written = WriteFile(fresh / name, *bytes); !written) return written;
      sums += fmt::format("{}  {}\n", hash, name.string());
      ++i;
    }
    if (!source->pooling.empty()) {
      const Result<std::string> bytes = ReadFile(source->pooling, kMaxModelFileBytes);
      if (!bytes) return tl::unexpected(bytes.error());
      fs::create_directories((fresh / kPooling).parent_path(), code);
      if (auto written = WriteFile(fresh / kPooling, *bytes); !written) return written;
    }
    return WriteFile(fresh / kSums, sums);
  };
  if (auto done = copy(); !done) {
    fs::remove_all(fresh, code);
    return tl::unexpected(done.error());
  }
  fs::remove_all(to, code);
  fs::rename(fresh, to, code);
  if (code) return Refuse(ErrorCode::kIo, fmt::format("cannot move the model here: {}", code.message()), to);
  return FindModelFiles(to);
}

bool IsFittedModel(std::string_view identity) {
  ModelFiles fitted;
  fitted.weights_hash = kModelWeightsHash;
  fitted.tokenizer_hash = kModelTokenizerHash;
  fitted.config_hash = kModelConfigHash;
  return identity.starts_with("bert-" + fitted.Hash().substr(0, 16));
}

fs::path ModelsFolder() {
  const auto named = [](const char* variable) {
    const char* value = std::getenv(variable);
    return fs::path(value == nullptr ? "" : value);
  };
  if (fs::path models = named("CONCORD_MODELS"); !models.empty()) return models;
  if (fs::path data = named("XDG_DATA_HOME"); !data.empty()) return data / "concord" / "models";
  if (fs::path home = named("HOME"); !home.empty()) return home / ".local" / "share" / "concord" / "models";
  return {};
}

}  // namespace concord
