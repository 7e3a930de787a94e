#include "app/frame-pool.h"

struct _VtFramePool
{
  gatomicrefcount references;
  GMutex mutex;      /* GTK may let go of a texture on another thread */
  GPtrArray *spare;  /* blocks of @bytes */
  gsize bytes;
};

#define SPARE_MAXIMUM 3

typedef struct
{
  VtFramePool *pool;
  gpointer pixels;
  gsize bytes;
} Frame;

VtFramePool *
vt_frame_pool_new (void)
{
  VtFramePool *pool = g_new0 (VtFramePool, 1);

  g_atomic_ref_count_init (&pool->references);
  g_mutex_init (&pool->mutex);
  pool->spare = g_ptr_array_new_with_free_func (g_free);
  return pool;
}

void
vt_frame_pool_unref (VtFramePool *pool)
{
  if (!g_atomic_ref_count_dec (&pool->references))
    return;
  g_ptr_array_unref (pool->spare);
  g_mutex_clear (&pool->mutex);
  g_free (pool);
}

static gpointer
take_block (VtFramePool *pool, gsize bytes)
{
  gpointer block = NULL;

  g_mutex_lock (&pool->mutex);
  if (pool->bytes != bytes)
    {
      g_ptr_array_set_size (pool->spare, 0);
      pool->bytes = bytes;
    }
  if (pool->spare->len)
    block = g_ptr_array_steal_index_fast (pool->spare, pool->spare->len - 1);
  g_mutex_unlock (&pool->mutex);
  return block ? block : g_malloc (bytes);
}

static void
give_back (gpointer data)
{
  Frame *frame = data;
  VtFramePool *pool = frame->pool;

  g_mutex_lock (&pool->mutex);
  if (frame->bytes == pool->bytes && pool->spare->len < SPARE_MAXIMUM)
    g_ptr_array_add (pool->spare, frame->pixels);
  else
    g_free (frame->pixels);
  g_mutex_unlock (&pool->mutex);
  vt_frame_pool_unref (pool);
  g_free (frame);
}

GdkTexture *
vt_frame_pool_draw (VtFramePool *pool, int width, int height, VtFrameFunc draw, gpointer data)
{
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  gsize size = (gsize) stride * height;
  Frame *frame = g_new (Frame, 1);
  GdkTexture *texture;

  *frame = (Frame) { pool, take_block (pool, size), size };
  g_atomic_ref_count_inc (&pool->references);

  cairo_surface_t *surface
    = cairo_image_surface_create_for_data (frame->pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (frame->pixels, size, give_back, frame);

  draw (data, surface);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  return texture;
}
