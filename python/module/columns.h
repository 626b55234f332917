// A table by columns, each of one type, in the memory layout that Apache Arrow describes ("Arrow Columnar
// Format"), so that other libraries read it in place.
#ifndef CONCORD_PYTHON_MODULE_COLUMNS_H_
#define CONCORD_PYTHON_MODULE_COLUMNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "query/answer.h"

namespace concord::python {

enum class ColumnType : uint8_t { kText, kInteger, kFloat, kBool, kDate, kTextList };
std::string_view ColumnTypeName(ColumnType type);  // "text", "integer", "float", "bool", "date", "list"

// The cells of a column. Append only what its type holds, or a null.
class ColumnData {
 public:
  ColumnData(std::string name, ColumnType type, std::string title = {})
      : name_(std::move(name)), title_(std::move(title)), type_(type) {}

  void AppendNull();
  void AppendText(std::string_view text);
  void AppendInteger(int64_t number);
  void AppendFloat(double number);
  void AppendBool(bool value);
  void AppendDays(int32_t days);  // since 1970-01-01
  void AppendTexts(const std::vector<std::string>& texts);

  const std::string& name() const { return name_; }
  const std::string& title() const { return title_; }  // for people; may be empty
  ColumnType type() const { return type_; }
  int64_t size() const { return size_; }
  int64_t null_count() const { return null_count_; }

  bool IsNull(int64_t row) const;
  std::string_view Text(int64_t row) const { return Part(row); }
  int64_t Integer(int64_t row) const { return integers_[row]; }
  double Float(int64_t row) const { return floats_[row]; }
  bool Bool(int64_t row) const { return (bits_[row / 8] >> (row % 8) & 1U) != 0; }
  int32_t Days(int64_t row) const { return days_[row]; }
  std::vector<std::string_view> Texts(int64_t row) const;

  // Arrow's buffers. The first is null while no cell is.
  const void* validity() const { return null_count_ == 0 ? nullptr : validity_.data(); }
  const void* values() const;                                 // numbers, days, bits; the bytes of texts
  const int64_t* offsets() const { return offsets_.data(); }  // where texts begin; one more than texts
  const int64_t* starts() const { return starts_.data(); }    // where lists begin; one more than rows
  int64_t text_count() const { return static_cast<int64_t>(offsets_.size()) - 1; }

 private:
  void AppendValid();
  void AppendBit(std::vector<uint8_t>* bits, bool bit) const;
  std::string_view Part(int64_t i) const {
    return std::string_view(text_).substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }

  std::string name_, title_;
  ColumnType type_;
  int64_t size_ = 0, null_count_ = 0;
  std::vector<uint8_t> validity_, bits_;
  std::vector<int64_t> integers_;
  std::vector<double> floats_;
  std::vector<int32_t> days_;
  std::string text_;
  std::vector<int64_t> offsets_{0}, starts_{0};
};

struct Columns {
  std::vector<ColumnData> columns;
  int64_t rows = 0;
};

// Days from 1970-01-01 to the first day of the date.
int32_t DaysOf(Date date);

// The common type of the cells of a column: integers and floats together are floats, and other mixtures are
// text.
class TypeFinder {
 public:
  void Add(ColumnType type);
  ColumnType Found(ColumnType without_cells) const;

 private:
  bool any_ = false;
  ColumnType type_ = ColumnType::kText;
};

// The cells of an answer. A column without cells is text, or integer if it is for numbers (`right`). A
// date is its first day; a map is JSON.
Columns ColumnsOf(const Answer& answer);

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_COLUMNS_H_
