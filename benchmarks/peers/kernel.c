/* The reference program as a C programmer would write it for columns of small codes: the limit.
   OVER, WORTH_MIN and STEP (cents) are given when it is compiled. Codes are places in the lists of reference/coded.py, a
   result code a place in REASONS. What is unknown is a code that no table accepts, or 0. */
#include <stdint.h>
#include <string.h>
typedef int64_t i64;
typedef int32_t i32;
typedef int16_t i16;
typedef int8_t i8;
typedef uint8_t u8;

typedef struct {
  u8 mcc[10000], country[256], barred[20000], status[128], role[128];
  i16 merchant[20000]; /* row of its own rates, or -1 */
  i64 merchant_bound[64], merchant_low[64], merchant_high[64];
  i16 product[16];
  i64 product_bound[16], product_low[16], product_high[16];
  i64 base_bound[2], base[3];
} terms;

typedef struct {
  const i8 *currency, *processing, *response, *status, *household;
  const i64 *amount;
  const i16 *mcc, *country;
  const i32 *merchant;
  const i8 *product;
  const i64 *balance;
  const i8 *mode;
  const i64 *minimum, *cap;
} columns;

enum {
  CURRENCY, PROCESSING, RESPONSE, STATUS, ROLE, NOTHING, MINIMUM, MCC, COUNTRY, MERCHANT, WORTH,
  MODE, OWN_MINIMUM, FULL, FIXED, PARTIAL, BALANCE, PASSED = 127
};

static inline i64 rate_of(const terms *t, i64 amount, i32 merchant, i8 product) {
  int row = t->merchant[merchant];
  if (row >= 0) return amount <= t->merchant_bound[row] ? t->merchant_low[row] : t->merchant_high[row];
  row = t->product[product];
  if (row >= 0) return amount <= t->product_bound[row] ? t->product_low[row] : t->product_high[row];
  return amount <= t->base_bound[0] ? t->base[0] : amount <= t->base_bound[1] ? t->base[1] : t->base[2];
}

/* Everything from the rate on, for a purchase that the first ten conditions let pass. */
static inline __attribute__((always_inline)) u8 rest(const terms *t, i64 amount, i32 merchant, i8 product, i64 balance,
                      i8 mode, i64 minimum, i64 cap, i64 *points, i64 *credit) {
  i64 rate = rate_of(t, amount, merchant, product), worth = balance * rate;
  if (worth < 10000 * WORTH_MIN) return WORTH;
  if (mode == 0) return MODE;
  if (minimum && amount <= minimum) return OWN_MINIMUM;
  i64 target = cap && cap < amount ? cap : amount;
  i64 whole = (20000 * target + rate) / (2 * rate);
  if (whole <= balance) {
    *points = whole;
    *credit = target;
    return target == amount ? FULL : FIXED;
  }
  i64 part = worth / (10000 * STEP) * STEP;
  if (!part) return BALANCE;
  *points = (20000 * part + rate) / (2 * rate);
  *credit = part;
  return PARTIAL;
}

/* Row i of the purchases, row a of the accounts. */
static inline __attribute__((always_inline)) u8 one(const terms *t, const columns *c, i64 i, i64 a, i64 balance, i8 mode, i64 *points, i64 *credit) {
  *points = *credit = 0;
  if (c->currency[i]) return CURRENCY;
  if (c->processing[i]) return PROCESSING;
  if (c->response[i]) return RESPONSE;
  if (!t->status[c->status[a]]) return STATUS;
  if (!t->role[c->household[a]]) return ROLE;
  i64 amount = c->amount[i];
  if (amount <= 0) return NOTHING;
  if (amount <= OVER) return MINIMUM;
  if (t->mcc[c->mcc[i]]) return MCC;
  if (!t->country[c->country[i]]) return COUNTRY;
  if (t->barred[c->merchant[i]]) return MERCHANT;
  return rest(t, amount, c->merchant[i], c->product[a], balance, mode, c->minimum[a], c->cap[a], points, credit);
}

void run_chain(const terms *t, const columns *c, i64 n, i8 *out, i64 *points, i64 *credit) {
  for (i64 i = 0; i < n; i++) out[i] = one(t, c, i, i, c->balance[i], c->mode[i], points + i, credit + i);
}

/* In blocks: first the code of the ten conditions without a branch, then the rest on what passed.
   Quotients of points by a division of doubles: it is exact for numerators under 2^53 and these
   divisors (verify.py checks every answer against the exact ones all the same). */
void run_two_stages(const terms *t, const columns *c, i64 n, i8 *restrict out, i64 *restrict points, i64 *restrict credit) {
  enum { B = 1024 };
  const i8 *restrict currency = c->currency, *restrict processing = c->processing, *restrict response = c->response;
  const i8 *restrict status = c->status, *restrict household = c->household, *restrict product = c->product, *restrict mode = c->mode;
  const i64 *restrict amount = c->amount, *restrict balance = c->balance, *restrict minimum = c->minimum, *restrict cap = c->cap;
  const i16 *restrict mcc = c->mcc, *restrict country = c->country;
  const i32 *restrict merchant = c->merchant;
  u8 code[B], late[B];
  i32 passed[B];
  for (i64 o = 0; o < n; o += B) {
    i64 m = n - o < B ? n - o : B;
    memset(points + o, 0, 8 * m);
    memset(credit + o, 0, 8 * m);
    for (i64 j = 0; j < m; j++) {
      i64 i = o + j;
      late[j] = t->mcc[mcc[i]] ? MCC : !t->country[country[i]] ? COUNTRY : t->barred[merchant[i]] ? MERCHANT : PASSED;
    }
    for (i64 j = 0; j < m; j++) code[j] = amount[o + j] <= 0 ? NOTHING : amount[o + j] <= OVER ? MINIMUM : PASSED;
    for (i64 j = 0; j < m; j++) {
      i64 i = o + j;
      u8 k = code[j] != PASSED ? code[j] : late[j];
      k = household[i] == 2 ? ROLE : k;
      k = status[i] > 1 ? STATUS : k;
      k = response[i] ? RESPONSE : k;
      k = processing[i] ? PROCESSING : k;
      code[j] = currency[i] ? CURRENCY : k;
    }
    i32 many = 0;
    for (i64 j = 0; j < m; j++) {
      passed[many] = (i32)j;
      many += code[j] == PASSED;
    }
    memcpy(out + o, code, m);
    for (i32 z = 0; z < many; z++) {
      i64 i = o + passed[z], a = amount[i], b = balance[i], own = minimum[i], most = cap[i];
      i64 rate = rate_of(t, a, merchant[i], product[i]), worth = b * rate;
      if (worth < 10000 * WORTH_MIN) { out[i] = WORTH; continue; }
      if (mode[i] == 0) { out[i] = MODE; continue; }
      if (own && a <= own) { out[i] = OWN_MINIMUM; continue; }
      i64 target = most && most < a ? most : a, whole = (i64)((double)(20000 * target + rate) / (double)(2 * rate));
      if (whole <= b) {
        points[i] = whole;
        credit[i] = target;
        out[i] = target == a ? FULL : FIXED;
        continue;
      }
      i64 part = worth / (10000 * STEP) * STEP;
      if (!part) { out[i] = BALANCE; continue; }
      points[i] = (i64)((double)(20000 * part + rate) / (double)(2 * rate));
      credit[i] = part;
      out[i] = PARTIAL;
    }
  }
}

/* In order of time: balance (points) and mode of each account carried from one to the next. The
   other columns of accounts have a row an account, those of purchases one a purchase. */
void run_replay(const terms *t, const columns *c, i64 n, const i32 *account, i64 *balance, i8 *mode, i8 *out, i64 *points, i64 *credit) {
  for (i64 i = 0; i < n; i++) {
    i32 a = account[i];
    u8 code = one(t, c, i, a, balance[a], mode[a], points + i, credit + i);
    out[i] = code;
    balance[a] -= points[i];
    if (mode[a] == 1 && code >= FULL && code <= PARTIAL) mode[a] = 0;
  }
}
