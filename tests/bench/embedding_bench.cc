// How fast texts become vectors, and the vectors and pieces themselves for a comparison with another
// runtime (tests/bench/embedding_reference.py).
//
//   embedding_bench MODEL_FOLDER TEXTS [VECTORS PIECES [LONGEST]]
//
// TEXTS has a text in each line, with \n and \t for what would break it. VECTORS gets 16-bit little-endian
// numbers (multiples of 1/2048), PIECES a line of numbers for each text, at most LONGEST (else what
// tokenizer.json says). What is embedded is never cut otherwise than the model does.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdio>
#include <fstream>

#include "base/file.h"
#include "base/text.h"
#include "query/embedding/embedder.h"
#include "query/embedding/word_pieces.h"

namespace {

using namespace concord;

std::string Unescape(std::string_view line) {
  std::string text;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) {
      ++i;
      text += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i] == 'r' ? '\r' : line[i];
    } else {
      text += line[i];
    }
  }
  return text;
}

int Die(const Error& error) {
  fmt::print(stderr, "embedding_bench: {}\n", error.ToString());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 5 && argc != 6)
    return Die({ErrorCode::kUsage, "MODEL_FOLDER TEXTS [VECTORS PIECES [LONGEST]]", {}});
  const long longest = argc == 6 ? std::strtol(argv[5], nullptr, 10) : 0;
  const auto bytes = ReadFile(argv[2], uint64_t{1} << 32);
  if (!bytes) return Die(bytes.error());
  std::vector<std::string> texts;
  for (const std::string_view line : Split(*bytes, '\n')) texts.push_back(Unescape(line));
  if (texts.back().empty()) texts.pop_back();
  const std::vector<std::string_view> views(texts.begin(), texts.end());

  auto model = OpenBertModel(argv[1]);
  if (!model) return Die(model.error());
  const auto now = [] { return std::chrono::steady_clock::now(); };
  const auto seconds = [](auto from, auto to) { return std::chrono::duration<double>(to - from).count(); };
  const auto start = now();
  const std::string_view nothing;
  if (const auto loaded = (*model)->Embed({&nothing, 1}, {}); !loaded) return Die(loaded.error());
  const auto ready = now();
  const auto vectors = (*model)->Embed(views, {});
  if (!vectors) return Die(vectors.error());
  const auto end = now();

  const auto json = ReadFile(std::filesystem::path(argv[1]) / "tokenizer.json", uint64_t{1} << 28);
  if (!json) return Die(json.error());
  const auto pieces = WordPieces::Parse(*json, "tokenizer.json");
  if (!pieces) return Die(pieces.error());
  size_t count = 0;
  std::string lines;
  for (const std::string_view text : views) {
    const auto read = pieces->Read(text, longest > 0 ? static_cast<size_t>(longest) : pieces->max_length());
    count += read.size();
    lines += fmt::format("{}\n", fmt::join(read, " "));
  }
  fmt::print("{}: {} texts, {} pieces; load {:.3f} s, embed {:.3f} s, {:.0f} texts/s, {:.0f} pieces/s\n",
             (*model)->identity(), texts.size(), count, seconds(start, ready), seconds(ready, end),
             static_cast<double>(texts.size()) / seconds(ready, end),
             static_cast<double>(count) / seconds(ready, end));
  if (argc >= 5) {
    std::ofstream(argv[3], std::ios::binary)
        .write(reinterpret_cast<const char*>(vectors->data()),
               static_cast<std::streamsize>(vectors->size() * sizeof(int16_t)));
    std::ofstream(argv[4]) << lines;
  }
  return 0;
}
