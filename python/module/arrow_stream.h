// Columns as an Arrow C stream ("The Arrow C stream interface", Apache Arrow): how polars, pandas, pyarrow
// and DuckDB take a table without copying it. The structures are filled here; no Arrow library is needed.
#ifndef CONCORD_PYTHON_MODULE_ARROW_STREAM_H_
#define CONCORD_PYTHON_MODULE_ARROW_STREAM_H_

#include <cstdint>
#include <memory>

#include "python/module/columns.h"

// As the interface defines them.
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema* out);
  int (*get_next)(ArrowArrayStream*, ArrowArray* out);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};

namespace concord::python {

// Fills `out`, which the caller, or whoever receives it, releases. What the stream gives shares `columns` and
// keeps them alive; the stream has one batch, a struct array with a child for each column. A column's
// title is its metadata "title".
void ExportSchema(const Columns& columns, ArrowSchema* out);
void ExportStream(std::shared_ptr<const Columns> columns, ArrowArrayStream* out);

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_ARROW_STREAM_H_
