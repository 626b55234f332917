#include "query/embedding/attention.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace concord {
namespace {

TEST(Attention, IsThePapersFormulaAtEverySize) {
  AttentionScratch scratch;
  std::mt19937 random(11);
  std::normal_distribution<float> normal;
  for (const size_t heads : {1, 3}) {
    for (const size_t width : {1, 4, 16, 32, 50}) {
      for (const size_t length : {1, 5, 6, 16, 17, 40, 3}) {  // a shorter text after a longer one, too
        const size_t hidden = heads * width, stride = 3 * hidden;
        std::vector<float> qkv(length * stride), out(length * hidden);
        for (float& number : qkv) number = normal(random);
        Attend(qkv.data(), length, hidden, heads, &scratch, out.data());
        const auto at = [&](size_t piece, size_t part, size_t i) {
          return static_cast<double>(qkv[piece * stride + part * hidden + i]);
        };
        for (size_t h = 0; h < heads; ++h) {
          for (size_t p = 0; p < length; ++p) {
            std::vector<double> shares;
            double sum = 0;
            for (size_t q = 0; q < length; ++q) {
              double product = 0;
              for (size_t i = h * width; i < (h + 1) * width; ++i) product += at(p, 0, i) * at(q, 1, i);
              shares.push_back(std::exp(product / std::sqrt(static_cast<double>(width))));
              sum += shares.back();
            }
            for (size_t i = h * width; i < (h + 1) * width; ++i) {
              double mean = 0;
              for (size_t q = 0; q < length; ++q) mean += shares[q] / sum * at(q, 2, i);
              ASSERT_NEAR(out[p * hidden + i], mean, 1e-5) << heads << " " << width << " " << length;
            }
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace concord
