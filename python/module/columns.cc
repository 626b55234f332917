#include "python/module/columns.h"

#include <chrono>

#include "query/output/answer_json.h"

namespace concord::python {
namespace {

ColumnType TypeOf(const Value& value) {
  switch (value.type()) {
    case Value::Type::kBool:
      return ColumnType::kBool;
    case Value::Type::kInt:
      return ColumnType::kInteger;
    case Value::Type::kDouble:
      return ColumnType::kFloat;
    case Value::Type::kDate:
      return ColumnType::kDate;
    case Value::Type::kList:
      return ColumnType::kTextList;
    default:
      return ColumnType::kText;
  }
}

std::string TextOf(const Value& value) {
  return value.type() == Value::Type::kMap || value.type() == Value::Type::kList ? ValueToJson(value)
                                                                                 : value.ToString();
}

void Append(const Value& value, ColumnData* column) {
  if (value.is_null()) return column->AppendNull();
  switch (column->type()) {
    case ColumnType::kText:
      return value.type() == Value::Type::kString ? column->AppendText(value.as_string())
                                                  : column->AppendText(TextOf(value));
    case ColumnType::kInteger:
      return column->AppendInteger(value.as_int());
    case ColumnType::kFloat:
      return column->AppendFloat(value.type() == Value::Type::kInt ? static_cast<double>(value.as_int())
                                                                   : value.as_double());
    case ColumnType::kBool:
      return column->AppendBool(value.as_bool());
    case ColumnType::kDate:
      return column->AppendDays(DaysOf(value.as_date()));
    case ColumnType::kTextList: {
      std::vector<std::string> texts;
      for (const Value& item : value.as_list()) texts.push_back(TextOf(item));
      return column->AppendTexts(texts);
    }
  }
}

}  // namespace

std::string_view ColumnTypeName(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return "text";
    case ColumnType::kInteger:
      return "integer";
    case ColumnType::kFloat:
      return "float";
    case ColumnType::kBool:
      return "bool";
    case ColumnType::kDate:
      return "date";
    case ColumnType::kTextList:
      return "list";
  }
  return "";
}

void ColumnData::AppendBit(std::vector<uint8_t>* bits, bool bit) const {
  if (size_ % 8 == 0) bits->push_back(0);
  if (bit) bits->back() = static_cast<uint8_t>(bits->back() | 1U << (size_ % 8));
}

void ColumnData::AppendValid() {
  AppendBit(&validity_, true);
  ++size_;
}

// A null takes the place of a value too, whatever that holds.
void ColumnData::AppendNull() {
  switch (type_) {
    case ColumnType::kText:
      offsets_.push_back(offsets_.back());
      break;
    case ColumnType::kInteger:
      integers_.push_back(0);
      break;
    case ColumnType::kFloat:
      floats_.push_back(0);
      break;
    case ColumnType::kBool:
      AppendBit(&bits_, false);
      break;
    case ColumnType::kDate:
      days_.push_back(0);
      break;
    case ColumnType::kTextList:
      starts_.push_back(starts_.back());
      break;
  }
  AppendBit(&validity_, false);
  ++size_;
  ++null_count_;
}

void ColumnData::AppendText(std::string_view text) {
  text_ += text;
  offsets_.push_back(static_cast<int64_t>(text_.size()));
  AppendValid();
}

void ColumnData::AppendInteger(int64_t number) {
  integers_.push_back(number);
  AppendValid();
}

void ColumnData::AppendFloat(double number) {
  floats_.push_back(number);
  AppendValid();
}

void ColumnData::AppendBool(bool value) {
  AppendBit(&bits_, value);
  AppendValid();
}

void ColumnData::AppendDays(int32_t days) {
  days_.push_back(days);
  AppendValid();
}

void ColumnData::AppendTexts(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    text_ += text;
    offsets_.push_back(static_cast<int64_t>(text_.size()));
  }
  starts_.push_back(text_count());
  AppendValid();
}

bool ColumnData::IsNull(int64_t row) const { return (validity_[row / 8] >> (row % 8) & 1U) == 0; }

std::vector<std::string_view> ColumnData::Texts(int64_t row) const {
  std::vector<std::string_view> texts;
  for (int64_t i = starts_[row]; i < starts_[row + 1]; ++i) texts.push_back(Part(i));
  return texts;
}

const void* ColumnData::values() const {
  switch (type_) {
    case ColumnType::kInteger:
      return integers_.data();
    case ColumnType::kFloat:
      return floats_.data();
    case ColumnType::kBool:
      return bits_.data();
    case ColumnType::kDate:
      return days_.data();
    default:
      return text_.data();
  }
}

int32_t DaysOf(Date date) {
  const std::chrono::year_month_day day(
      std::chrono::year(date.year),
      std::chrono::month(static_cast<unsigned>(date.month == 0 ? 1 : date.month)),
      std::chrono::day(static_cast<unsigned>(date.day == 0 ? 1 : date.day)));
  return static_cast<int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

void TypeFinder::Add(ColumnType type) {
  if (!any_) {
    any_ = true;
    type_ = type;
    return;
  }
  if (type_ == type) return;
  const bool numbers = (type_ == ColumnType::kInteger || type_ == ColumnType::kFloat) &&
                       (type == ColumnType::kInteger || type == ColumnType::kFloat);
  type_ = numbers ? ColumnType::kFloat : ColumnType::kText;
}

ColumnType TypeFinder::Found(ColumnType without_cells) const { return any_ ? type_ : without_cells; }

Columns ColumnsOf(const Answer& answer) {
  Columns result;
  result.rows = static_cast<int64_t>(answer.rows.size());
  for (size_t c = 0; c < answer.columns.size(); ++c) {
    TypeFinder finder;
    for (const Row& row : answer.rows) {
      if (c < row.cells.size() && !row.cells[c].is_null()) finder.Add(TypeOf(row.cells[c]));
    }
    const Column& column = answer.columns[c];
    ColumnData data(column.name, finder.Found(column.right ? ColumnType::kInteger : ColumnType::kText),
                    column.title);
    for (const Row& row : answer.rows) Append(c < row.cells.size() ? row.cells[c] : Value(), &data);
    result.columns.push_back(std::move(data));
  }
  return result;
}

}  // namespace concord::python
