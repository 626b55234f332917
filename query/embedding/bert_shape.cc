#include "query/embedding/bert_shape.h"

#include <fmt/format.h>

#include <span>

#include "query/embedding/json_object.h"

namespace concord {
namespace {

tl::unexpected<Error> Refuse(ErrorCode code, std::string message, std::string_view source) {
  return tl::unexpected(Error{code, std::move(message), std::string(source), 0, 0, 0});
}

// The limits keep the sizes of arrays far from overflow; BERT-large has 1,024, 24, 16, 4,096, 512, 30,522.
constexpr size_t kMostHidden = 8192, kMostPositions = 65536, kMostVocabulary = 4'000'000;

struct Number {
  const char* name;
  size_t* value;
  size_t most;
};

Result<void> ReadNumbers(const rapidjson::Document& document, std::span<const Number> numbers,
                         std::string_view source) {
  for (const Number& number : numbers) {
    const auto at = document.FindMember(number.name);
    if (at == document.MemberEnd() || !at->value.IsUint() || at->value.GetUint() < 1 ||
        at->value.GetUint() > number.most) {
      return Refuse(ErrorCode::kInvalid,
                    fmt::format("'{}' should be a whole number from 1 to {}", number.name, number.most),
                    source);
    }
    *number.value = at->value.GetUint();
  }
  return {};
}

}  // namespace

Result<BertShape> BertShape::Parse(std::string_view json, std::string_view source) {
  const auto document = ParseJsonObject(json, source, "config.json");
  if (!document) return tl::unexpected(document.error());
  for (const auto& [name, wanted] : {std::pair("model_type", "bert"), std::pair("hidden_act", "gelu"),
                                     std::pair("position_embedding_type", "absolute")}) {
    const auto at = document->FindMember(name);
    if (at == document->MemberEnd()) continue;  // older files leave out what was the only kind
    if (!at->value.IsString() || std::string_view(at->value.GetString()) != wanted)
      return Refuse(ErrorCode::kUnsupported, fmt::format("'{}' should be {}", name, wanted), source);
  }
  BertShape shape;
  const Number numbers[] = {{"hidden_size", &shape.hidden, kMostHidden},
                            {"num_hidden_layers", &shape.layers, 256},
                            {"num_attention_heads", &shape.heads, 1024},
                            {"intermediate_size", &shape.intermediate, 65536},
                            {"max_position_embeddings", &shape.positions, kMostPositions},
                            {"vocab_size", &shape.vocabulary, kMostVocabulary}};
  if (auto done = ReadNumbers(*document, numbers, source); !done) return tl::unexpected(done.error());
  if (shape.hidden % shape.heads != 0)
    return Refuse(ErrorCode::kInvalid, "'hidden_size' should be a multiple of 'num_attention_heads'", source);
  if (const auto at = document->FindMember("layer_norm_eps");
      at != document->MemberEnd() && at->value.IsNumber())
    shape.epsilon = static_cast<float>(at->value.GetDouble());
  return shape;
}

Result<BertShape> BertShape::ParseFamily(std::string_view json, std::string_view source) {
  const auto document = ParseJsonObject(json, source, "config.json");
  if (!document) return tl::unexpected(document.error());
  BertShape shape;
  const char* hidden = document->HasMember("hidden_size") ? "hidden_size" : "dim";
  const Number numbers[] = {{hidden, &shape.hidden, kMostHidden},
                            {"max_position_embeddings", &shape.positions, kMostPositions},
                            {"vocab_size", &shape.vocabulary, kMostVocabulary}};
  if (auto done = ReadNumbers(*document, numbers, source); !done) return tl::unexpected(done.error());
  return shape;
}

}  // namespace concord
