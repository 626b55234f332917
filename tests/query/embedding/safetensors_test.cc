#include "query/embedding/safetensors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace concord {
namespace {

std::string File(const std::string& header, const std::string& data) {
  std::string bytes;
  for (size_t i = 0; i < 8; ++i) bytes += static_cast<char>(header.size() >> (8 * i) & 0xFF);
  return bytes + header + data;
}

TEST(Safetensors, HalfNumbersAreExact) {
  // IEEE 754-2019, 3.4: sign, five bits of exponent, ten of fraction.
  for (uint32_t bits = 0; bits <= 0xFFFF; ++bits) {
    const int exponent = static_cast<int>(bits >> 10 & 0x1F);
    const auto fraction = static_cast<double>(bits & 0x3FF);
    double expected = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    if (bits >> 15 != 0) expected = -expected;
    const auto found = static_cast<double>(HalfToFloat(static_cast<uint16_t>(bits)));
    if (exponent < 31) {
      ASSERT_EQ(found, expected) << bits;
      ASSERT_EQ(std::signbit(found), bits >> 15 != 0) << bits;
    } else {
      ASSERT_FALSE(std::isfinite(found)) << bits;
    }
  }
}

TEST(Safetensors, ReadsThreeKindsOfNumbers) {
  // 1.5 in F16, BF16 and F32.
  const std::string data("\x00\x3E\xC0\x3F\x00\x00\xC0\x3F", 8);
  const auto file = Safetensors::Parse(
      File(R"({"h":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},)"
           R"("b":{"dtype":"BF16","shape":[1,1],"data_offsets":[2,4]},)"
           R"("f":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"__metadata__":{"a":"b"}})",
           data),
      "m.safetensors");
  ASSERT_TRUE(file) << file.error().ToString();
  EXPECT_EQ(*file->Read("h", {1}), std::vector<float>{1.5F});
  EXPECT_EQ(*file->Read("b", {1, 1}), std::vector<float>{1.5F});
  EXPECT_EQ(*file->Read("f", {}), std::vector<float>{1.5F});
  EXPECT_EQ(file->Read("x", {1}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(file->Read("h", {2}).error().message, "array 'h' has the shape [1]; it should be [2]");
}

TEST(Safetensors, RefusesWhatDoesNotFit) {
  const auto refusal = [](const std::string& bytes) {
    const auto file = Safetensors::Parse(bytes, "m.safetensors");
    EXPECT_FALSE(file);
    return file ? Error{} : file.error();
  };
  EXPECT_EQ(refusal("short").code, ErrorCode::kInvalid);
  EXPECT_EQ(refusal(std::string(8, '\xFF')).code, ErrorCode::kLimit);
  EXPECT_EQ(refusal(File("{}", "").substr(0, 9)).code, ErrorCode::kInvalid);
  EXPECT_EQ(refusal(File("[]", "")).code, ErrorCode::kInvalid);
  EXPECT_EQ(refusal(File(std::string(1'000'000, '['), "")).code, ErrorCode::kInvalid);
  const auto array = [](const std::string& shape, const std::string& offsets) {
    return File(R"({"x":{"dtype":"F32","shape":[)" + shape + R"(],"data_offsets":[)" + offsets + "]}}",
                "12345678");
  };
  EXPECT_TRUE(Safetensors::Parse(array("2", "0,8"), ""));
  EXPECT_EQ(refusal(array("2", "0,9")).code, ErrorCode::kInvalid) << "beyond the end";
  EXPECT_EQ(refusal(array("2", "8,0")).code, ErrorCode::kInvalid) << "backwards";
  EXPECT_EQ(refusal(array("3", "0,8")).code, ErrorCode::kInvalid) << "another size";
  EXPECT_EQ(refusal(array("4611686018427387905", "0,4")).code, ErrorCode::kInvalid)
      << "4 n wraps around to 4";
  EXPECT_EQ(refusal(array("4294967296,4294967296", "0,8")).code, ErrorCode::kInvalid)
      << "so does the product";
  EXPECT_EQ(refusal(array("-1", "0,8")).code, ErrorCode::kInvalid);
  EXPECT_EQ(refusal(array("2", "0")).code, ErrorCode::kInvalid);
}

TEST(Safetensors, RefusesNumbersThatAreNotFiniteAndOtherKinds) {
  const auto file = Safetensors::Parse(File(R"({"x":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},)"
                                            R"("i":{"dtype":"I64","shape":[1],"data_offsets":[2,10]}})",
                                            std::string("\x00\x7C", 2) + std::string(8, '\0')),
                                       "m.safetensors");
  ASSERT_TRUE(file) << file.error().ToString();
  EXPECT_EQ(file->Read("x", {1}).error().code, ErrorCode::kInvalid) << "infinity";
  EXPECT_EQ(file->Read("i", {1}).error().code, ErrorCode::kUnsupported);
}

TEST(Safetensors, DamagedHeadersNeverCrash) {
  const std::string good = File(R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "12345678");
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = good;
    for (auto n = random() % 4 + 1; n > 0; --n) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto file = Safetensors::Parse(bytes, "m.safetensors");
    if (file) static_cast<void>(file->Read("x", file->ShapeOf("x")));
  }
}

}  // namespace
}  // namespace concord
