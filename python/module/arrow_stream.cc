#include "python/module/arrow_stream.h"

#include <array>
#include <cstring>
#include <string>
#include <vector>

namespace concord::python {
namespace {

constexpr int64_t kNullable = 2;  // ARROW_FLAG_NULLABLE

const char* FormatOf(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return "U";  // UTF-8 with 64-bit offsets
    case ColumnType::kInteger:
      return "l";
    case ColumnType::kFloat:
      return "g";
    case ColumnType::kBool:
      return "b";
    case ColumnType::kDate:
      return "tdD";  // 32-bit days
    case ColumnType::kTextList:
      return "+L";
  }
  return "n";
}

// Pairs as the interface writes them: how many, then the length and bytes of each key and value.
std::string Metadata(std::string_view key, std::string_view value) {
  std::string bytes;
  const auto put = [&bytes](int32_t number) {
    std::array<char, sizeof number> raw{};
    std::memcpy(raw.data(), &number, sizeof number);
    bytes.append(raw.data(), raw.size());
  };
  put(1);
  put(static_cast<int32_t>(key.size()));
  bytes += key;
  put(static_cast<int32_t>(value.size()));
  bytes += value;
  return bytes;
}

// ---- Schemas ----

struct SchemaOwner {
  std::string name, metadata;
  std::vector<std::unique_ptr<ArrowSchema>> children;
  std::vector<ArrowSchema*> pointers;
};

// A consumer may have moved a child out; it has no release then.
void ReleaseSchema(ArrowSchema* schema) {
  const std::unique_ptr<SchemaOwner> owner(static_cast<SchemaOwner*>(schema->private_data));
  for (const auto& child : owner->children) {
    if (child->release != nullptr) child->release(child.get());
  }
  schema->release = nullptr;
}

void FillSchema(const char* format, std::string name, std::string metadata, int64_t flags,
                std::vector<std::unique_ptr<ArrowSchema>> children, ArrowSchema* out) {
  auto owner = std::make_unique<SchemaOwner>();
  owner->name = std::move(name);
  owner->metadata = std::move(metadata);
  owner->children = std::move(children);
  for (const auto& child : owner->children) owner->pointers.push_back(child.get());
  *out = {};
  out->format = format;
  out->name = owner->name.c_str();
  out->metadata = owner->metadata.empty() ? nullptr : owner->metadata.data();
  out->flags = flags;
  out->n_children = static_cast<int64_t>(owner->pointers.size());
  out->children = owner->pointers.empty() ? nullptr : owner->pointers.data();
  out->release = ReleaseSchema;
  out->private_data = owner.release();
}

// ---- Arrays ----

struct ArrayOwner {
  std::shared_ptr<const Columns> columns;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<ArrowArray>> children;
  std::vector<ArrowArray*> pointers;
};

void ReleaseArray(ArrowArray* array) {
  const std::unique_ptr<ArrayOwner> owner(static_cast<ArrayOwner*>(array->private_data));
  for (const auto& child : owner->children) {
    if (child->release != nullptr) child->release(child.get());
  }
  array->release = nullptr;
}

// Each array holds the columns: a consumer may keep a child and let go of its parent.
void FillArray(const std::shared_ptr<const Columns>& columns, int64_t length, int64_t null_count,
               std::vector<const void*> buffers, std::vector<std::unique_ptr<ArrowArray>> children,
               ArrowArray* out) {
  static constexpr std::array<char, 64> kNothing{};  // for buffers without bytes
  auto owner = std::make_unique<ArrayOwner>();
  owner->columns = columns;
  owner->buffers = std::move(buffers);
  for (size_t i = 1; i < owner->buffers.size(); ++i) {
    if (owner->buffers[i] == nullptr) owner->buffers[i] = kNothing.data();
  }
  owner->children = std::move(children);
  for (const auto& child : owner->children) owner->pointers.push_back(child.get());
  *out = {};
  out->length = length;
  out->null_count = null_count;
  out->n_buffers = static_cast<int64_t>(owner->buffers.size());
  out->n_children = static_cast<int64_t>(owner->pointers.size());
  out->buffers = owner->buffers.data();
  out->children = owner->pointers.empty() ? nullptr : owner->pointers.data();
  out->release = ReleaseArray;
  out->private_data = owner.release();
}

std::unique_ptr<ArrowArray> ColumnArray(const std::shared_ptr<const Columns>& columns,
                                        const ColumnData& column) {
  auto array = std::make_unique<ArrowArray>();
  const auto fill = [&](std::vector<const void*> buffers, std::vector<std::unique_ptr<ArrowArray>> children) {
    FillArray(columns, column.size(), column.null_count(), std::move(buffers), std::move(children),
              array.get());
  };
  if (column.type() == ColumnType::kText) {
    fill({column.validity(), column.offsets(), column.values()}, {});
  } else if (column.type() == ColumnType::kTextList) {
    std::vector<std::unique_ptr<ArrowArray>> items;
    items.push_back(std::make_unique<ArrowArray>());
    FillArray(columns, column.text_count(), 0, {nullptr, column.offsets(), column.values()}, {},
              items.front().get());
    fill({column.validity(), column.starts()}, std::move(items));
  } else {
    fill({column.validity(), column.values()}, {});
  }
  return array;
}

// ---- The stream ----

struct StreamOwner {
  std::shared_ptr<const Columns> columns;
  bool done = false;
};

StreamOwner* OwnerOf(ArrowArrayStream* stream) { return static_cast<StreamOwner*>(stream->private_data); }

int GetSchema(ArrowArrayStream* stream, ArrowSchema* out) {
  ExportSchema(*OwnerOf(stream)->columns, out);
  return 0;
}

int GetNext(ArrowArrayStream* stream, ArrowArray* out) {
  StreamOwner* const owner = OwnerOf(stream);
  *out = {};  // without `release`: the end
  if (owner->done) return 0;
  owner->done = true;
  std::vector<std::unique_ptr<ArrowArray>> children;
  for (const ColumnData& column : owner->columns->columns)
    children.push_back(ColumnArray(owner->columns, column));
  FillArray(owner->columns, owner->columns->rows, 0, {nullptr}, std::move(children), out);
  return 0;
}

const char* GetLastError(ArrowArrayStream* /*stream*/) { return nullptr; }

void ReleaseStream(ArrowArrayStream* stream) {
  delete OwnerOf(stream);
  stream->release = nullptr;
}

}  // namespace

void ExportSchema(const Columns& columns, ArrowSchema* out) {
  std::vector<std::unique_ptr<ArrowSchema>> children;
  for (const ColumnData& column : columns.columns) {
    std::vector<std::unique_ptr<ArrowSchema>> items;
    if (column.type() == ColumnType::kTextList) {
      items.push_back(std::make_unique<ArrowSchema>());
      FillSchema("U", "item", {}, kNullable, {}, items.front().get());
    }
    children.push_back(std::make_unique<ArrowSchema>());
    FillSchema(FormatOf(column.type()), column.name(),
               column.title().empty() ? std::string() : Metadata("title", column.title()), kNullable,
               std::move(items), children.back().get());
  }
  FillSchema("+s", "", {}, 0, std::move(children), out);
}

void ExportStream(std::shared_ptr<const Columns> columns, ArrowArrayStream* out) {
  *out = {};
  out->get_schema = GetSchema;
  out->get_next = GetNext;
  out->get_last_error = GetLastError;
  out->release = ReleaseStream;
  out->private_data = new StreamOwner{std::move(columns)};
}

}  // namespace concord::python
