/* The peer of the placement engine: student-proposing deferred acceptance, one thread, a binary heap for each programme. */
#include <stdint.h>
#include <stdlib.h>

typedef struct {
  const int64_t *starts;
  const int32_t *programme, *priority, *lot;
  int32_t *student;
} market;

static int worse(const market *m, int64_t a, int64_t b) {
  if (m->priority[a] != m->priority[b]) return m->priority[a] > m->priority[b];
  return m->lot[m->student[a]] > m->lot[m->student[b]];
}

static void sift_up(const market *m, int64_t *heap, int32_t at, int64_t row) {
  while (at > 0 && worse(m, row, heap[(at - 1) / 2])) {
    heap[at] = heap[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  heap[at] = row;
}

static void sift_down(const market *m, int64_t *heap, int32_t count, int64_t row) {
  int32_t at = 0, child;
  while ((child = 2 * at + 1) < count) {
    if (child + 1 < count && worse(m, heap[child + 1], heap[child])) child++;
    if (!worse(m, heap[child], row)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = row;
}

/* out[student]: the row on which the student is placed, or -1. */
void place(int32_t students, const int64_t *starts, const int32_t *programme, const int32_t *priority, const int32_t *lot,
           int32_t programmes, const int32_t *seats, int64_t *out) {
  market m = {starts, programme, priority, lot, malloc(sizeof(int32_t) * starts[students])};
  int64_t *block = malloc(sizeof(int64_t) * (programmes + 1));
  int32_t *count = calloc(programmes, sizeof(int32_t));
  block[0] = 0;
  for (int32_t p = 0; p < programmes; p++) block[p + 1] = block[p] + seats[p];
  int64_t *heaps = malloc(sizeof(int64_t) * (block[programmes] + 1));
  for (int32_t s = 0; s < students; s++)
    for (int64_t r = starts[s]; r < starts[s + 1]; r++) m.student[r] = s;
  for (int32_t s = 0; s < students; s++) {
    int64_t row = starts[s];
    int32_t who = s;
    while (row < starts[who + 1]) {
      int32_t p = programme[row];
      int64_t *heap = heaps + block[p];
      if (count[p] < seats[p]) {
        sift_up(&m, heap, count[p]++, row);
        break;
      }
      if (seats[p] == 0 || worse(&m, row, heap[0])) {
        row++;
        continue;
      }
      int64_t gone = heap[0];
      sift_down(&m, heap, count[p], row);
      who = m.student[gone];
      row = gone + 1;
    }
  }
  for (int32_t s = 0; s < students; s++) out[s] = -1;
  for (int32_t p = 0; p < programmes; p++)
    for (int32_t k = 0; k < count[p]; k++) out[m.student[heaps[block[p] + k]]] = heaps[block[p] + k];
  free(m.student);
  free(block);
  free(count);
  free(heaps);
}
