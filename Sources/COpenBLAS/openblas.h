// The handful of OpenBLAS and LAPACK entry points that Tensors uses.
//
// Declared here rather than by including <cblas.h>: distributions put that header in different folders, behind
// alternatives, and some versions of it do not name the OpenBLAS extensions. The binary interface is the same
// everywhere (LP64: 32-bit integers).
#ifndef GRAINSCOPE_OPENBLAS_H
#define GRAINSCOPE_OPENBLAS_H

typedef enum { CblasRowMajor = 101, CblasColMajor = 102 } CBLAS_ORDER;
typedef enum { CblasNoTrans = 111, CblasTrans = 112 } CBLAS_TRANSPOSE;
typedef enum { CblasUpper = 121, CblasLower = 122 } CBLAS_UPLO;
typedef enum { CblasLeft = 141, CblasRight = 142 } CBLAS_SIDE;

void openblas_set_num_threads(int count);
int openblas_get_num_threads(void);
char *openblas_get_corename(void);
char *openblas_get_config(void);

double cblas_ddot(int n, const double *x, int incX, const double *y, int incY);
void cblas_sgemm(CBLAS_ORDER order, CBLAS_TRANSPOSE transposeA, CBLAS_TRANSPOSE transposeB, int m, int n, int k,
                 float alpha, const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);
void cblas_dgemm(CBLAS_ORDER order, CBLAS_TRANSPOSE transposeA, CBLAS_TRANSPOSE transposeB, int m, int n, int k,
                 double alpha, const double *a, int lda, const double *b, int ldb, double beta, double *c, int ldc);
void cblas_dsyrk(CBLAS_ORDER order, CBLAS_UPLO triangle, CBLAS_TRANSPOSE transpose, int n, int k, double alpha,
                 const double *a, int lda, double beta, double *c, int ldc);
void cblas_dsymm(CBLAS_ORDER order, CBLAS_SIDE side, CBLAS_UPLO triangle, int m, int n, double alpha, const double *a,
                 int lda, const double *b, int ldb, double beta, double *c, int ldc);

// LAPACK, column-major, every argument by address.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *rhs, const double *a, const int *lda, double *b, const int *ldb,
             int *info);

// Absent from builds without threads.
int blas_thread_shutdown_(void) __attribute__((weak));

// Ends the threads that the library starts when it is loaded. They wait by yielding in a loop, and take a core from
// whoever works meanwhile.
static inline void openblas_end_threads(void) {
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}

#endif
