/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lanes of an inspector: threads, waiting jobs, publishing. What the jobs do stands in files of their own. */
#include "engine/inspector-private.h"

#include "engine/exclusive.h"
#include "response/blas.h"

#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

typedef struct _Job Job;
struct _Job
{
  VtUrgency urgency;
  VtJobFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable;
  Job *outer; /* the job that gave way to this one */
};

struct _VtInspector
{
  gatomicrefcount references; /* the caller's and one a lane */
  /* Of pthreads, because thread sanitizers do not see GLib's. */
  pthread_mutex_t mutex;
  pthread_cond_t changed; /* by the monotonic clock */
  gboolean closed;
  GQueue waiting[VT_N_LANES]; /* Job, most urgent first */
  Job *doing[VT_N_LANES];
  VtSnapshot *snapshot;
  VtFindings *findings; /* the newest, taken or not */
  gboolean unseen;
  pthread_mutex_t hessian_mutex;
  VtHessian *hessian;
  VtFactor *factor; /* the factor lane's alone */
};

typedef struct
{
  VtInspector *inspector;
  VtLane lane;
} Lane;

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_object_unref (job->cancellable);
  g_free (job);
}

static void
release (VtInspector *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint lane = 0; lane < VT_N_LANES; lane++)
    g_queue_clear_full (&self->waiting[lane], (GDestroyNotify) job_free);
  g_clear_pointer (&self->factor, vt_factor_free);
  g_clear_pointer (&self->hessian, vt_hessian_unref);
  vt_findings_unref (self->findings);
  vt_snapshot_unref (self->snapshot);
  pthread_mutex_destroy (&self->hessian_mutex);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

/* With the lock held, which is let go meanwhile. */
static void
do_job (VtInspector *self, VtLane lane, Job *job)
{
  job->outer = self->doing[lane];
  self->doing[lane] = job;
  pthread_mutex_unlock (&self->mutex);
  job->func (self, job->data, job->cancellable);
  pthread_mutex_lock (&self->mutex);
  self->doing[lane] = job->outer;
  job_free (job);
}

/* As a run does: the window draws on the same processors. */
static void
step_back_for_the_window (void)
{
#ifdef __linux__
  setpriority (PRIO_PROCESS, (id_t) gettid (), 10);
#endif
}

static gpointer
lane_thread (gpointer data)
{
  Lane *lane = data;
  VtInspector *self = lane->inspector;

  step_back_for_the_window ();
  pthread_mutex_lock (&self->mutex);
  while (!self->closed)
    {
      Job *job = g_queue_pop_head (&self->waiting[lane->lane]);

      if (job != NULL)
        do_job (self, lane->lane, job);
      else
        pthread_cond_wait (&self->changed, &self->mutex);
    }
  pthread_mutex_unlock (&self->mutex);
  release (self);
  g_free (lane);
  return NULL;
}

static void
start_lane (VtInspector *self, VtLane which)
{
  Lane *lane = g_new (Lane, 1);

  *lane = (Lane) { self, which };
  g_atomic_ref_count_inc (&self->references);
  g_thread_unref (g_thread_new (which == VT_LANE_SWIFT ? "vitrine-look" : "vitrine-solve", lane_thread, lane));
}

VtInspector *
vt_inspector_new (const VtSnapshot *snapshot, const VtFindings *known)
{
  VtInspector *self = g_new0 (VtInspector, 1);
  pthread_condattr_t attributes;

  g_return_val_if_fail (vt_snapshot_is_glass (snapshot), NULL);
  g_atomic_ref_count_init (&self->references);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_mutex_init (&self->hessian_mutex, NULL);
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&self->changed, &attributes);
  pthread_condattr_destroy (&attributes);
  self->snapshot = vt_snapshot_ref (snapshot);
  self->findings = known != NULL ? vt_findings_ref (known) : vt_findings_new ();
  for (guint lane = 0; lane < VT_N_LANES; lane++)
    start_lane (self, lane);
  return self;
}

/* Cancellables are cancelled without the lock: whoever listens to them may want it. */
static void
cancel_all (GPtrArray *cancellables)
{
  for (guint k = 0; k < cancellables->len; k++)
    g_cancellable_cancel (cancellables->pdata[k]);
  if (cancellables->len > 0)
    vt_exclusive_wake ();
}

/* With the lock held: the cancellables of what is being done for @func, or for anything where that is NULL. */
static GPtrArray *
cancellables_of (VtInspector *self, VtJobFunc func)
{
  GPtrArray *cancellables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint lane = 0; lane < VT_N_LANES; lane++)
    for (Job *job = self->doing[lane]; job != NULL; job = job->outer)
      if (func == NULL || job->func == func)
        g_ptr_array_add (cancellables, g_object_ref (job->cancellable));
  return cancellables;
}

void
vt_inspector_unref (VtInspector *self)
{
  g_autoptr (GPtrArray) cancellables = NULL;

  if (self == NULL)
    return;
  pthread_mutex_lock (&self->mutex);
  self->closed = TRUE;
  cancellables = cancellables_of (self, NULL);
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  cancel_all (cancellables);
  release (self);
}

void
vt_inspector_set_snapshot (VtInspector *self, const VtSnapshot *snapshot)
{
  VtSnapshot *before;

  pthread_mutex_lock (&self->mutex);
  before = self->snapshot;
  self->snapshot = vt_snapshot_ref (snapshot);
  pthread_mutex_unlock (&self->mutex);
  vt_snapshot_unref (before);
}

/* --- jobs --- */

static int
compare_urgency (gconstpointer a, gconstpointer b, gpointer unused)
{
  const Job *p = a, *q = b;

  /* An equal one already there stays in front. */
  return p->urgency == q->urgency ? 1 : (int) q->urgency - (int) p->urgency;
}

void
vt_inspector_push (VtInspector *self, VtLane lane, VtUrgency urgency, VtJobFunc func, gpointer data,
                   GDestroyNotify free_data)
{
  Job *job = g_new0 (Job, 1);
  gboolean taken;

  *job = (Job) { urgency, func, data, free_data, g_cancellable_new (), NULL };
  pthread_mutex_lock (&self->mutex);
  taken = !self->closed;
  if (taken)
    {
      GList *place = self->waiting[lane].head;

      while (place != NULL && compare_urgency (job, place->data, NULL) > 0)
        place = place->next;
      g_queue_insert_before (&self->waiting[lane], place, job);
      pthread_cond_broadcast (&self->changed);
    }
  pthread_mutex_unlock (&self->mutex);
  if (!taken)
    job_free (job);
}

/* With the lock held: takes the waiting jobs of @func out. */
static GPtrArray *
drop_waiting (VtInspector *self, VtJobFunc func)
{
  GPtrArray *dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);

  for (guint lane = 0; lane < VT_N_LANES; lane++)
    for (GList *place = self->waiting[lane].head, *next; place != NULL; place = next)
      {
        next = place->next;
        if (((Job *) place->data)->func != func)
          continue;
        g_ptr_array_add (dropped, place->data);
        g_queue_delete_link (&self->waiting[lane], place);
      }
  return dropped;
}

void
vt_inspector_cancel (VtInspector *self, VtJobFunc func)
{
  g_autoptr (GPtrArray) dropped = NULL;
  g_autoptr (GPtrArray) cancellables = NULL;

  pthread_mutex_lock (&self->mutex);
  dropped = drop_waiting (self, func);
  cancellables = cancellables_of (self, func);
  pthread_mutex_unlock (&self->mutex);
  cancel_all (cancellables);
}

static gboolean
has_job_locked (VtInspector *self, VtJobFunc func)
{
  for (guint lane = 0; lane < VT_N_LANES; lane++)
    {
      for (GList *place = self->waiting[lane].head; place != NULL; place = place->next)
        if (((Job *) place->data)->func == func)
          return TRUE;
      for (Job *job = self->doing[lane]; job != NULL; job = job->outer)
        if (job->func == func && !g_cancellable_is_cancelled (job->cancellable))
          return TRUE;
    }
  return FALSE;
}

gboolean
vt_inspector_has_job (VtInspector *self, VtJobFunc func)
{
  gboolean has;

  pthread_mutex_lock (&self->mutex);
  has = has_job_locked (self, func);
  pthread_mutex_unlock (&self->mutex);
  return has;
}

gboolean
vt_inspector_is_busy (VtInspector *self)
{
  gboolean busy;

  pthread_mutex_lock (&self->mutex);
  busy = self->unseen;
  for (guint lane = 0; lane < VT_N_LANES; lane++)
    busy = busy || self->doing[lane] != NULL || self->waiting[lane].length > 0;
  pthread_mutex_unlock (&self->mutex);
  return busy;
}

void
vt_inspector_give_way (VtInspector *self)
{
  GQueue *waiting = &self->waiting[VT_LANE_FACTOR];

  pthread_mutex_lock (&self->mutex);
  while (!self->closed && waiting->length > 0
         && ((Job *) waiting->head->data)->urgency > self->doing[VT_LANE_FACTOR]->urgency)
    do_job (self, VT_LANE_FACTOR, g_queue_pop_head (waiting));
  pthread_mutex_unlock (&self->mutex);
}

/* --- what they find --- */

void
vt_inspector_publish (VtInspector *self, VtFindingsFunc edit, gpointer data)
{
  VtFindings *before, *after;

  pthread_mutex_lock (&self->mutex);
  before = self->findings;
  after = vt_findings_copy (before);
  edit (after, data);
  after->version = before->version + 1;
  self->findings = after;
  self->unseen = TRUE;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  vt_findings_unref (before);
}

static VtFindings *
take_locked (VtInspector *self)
{
  if (!self->unseen)
    return NULL;
  self->unseen = FALSE;
  return vt_findings_ref (self->findings);
}

VtFindings *
vt_inspector_take (VtInspector *self)
{
  VtFindings *findings;

  pthread_mutex_lock (&self->mutex);
  findings = take_locked (self);
  pthread_mutex_unlock (&self->mutex);
  return findings;
}

VtFindings *
vt_inspector_wait (VtInspector *self, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  const struct timespec until = { end / G_USEC_PER_SEC, 1000 * (end % G_USEC_PER_SEC) };
  VtFindings *findings;

  pthread_mutex_lock (&self->mutex);
  while (!self->unseen && pthread_cond_timedwait (&self->changed, &self->mutex, &until) == 0)
    ;
  findings = take_locked (self);
  pthread_mutex_unlock (&self->mutex);
  return findings;
}

VtFindings *
vt_inspector_findings (VtInspector *self)
{
  VtFindings *findings;

  pthread_mutex_lock (&self->mutex);
  findings = vt_findings_ref (self->findings);
  pthread_mutex_unlock (&self->mutex);
  return findings;
}

VtSnapshot *
vt_inspector_snapshot (VtInspector *self)
{
  VtSnapshot *snapshot;

  pthread_mutex_lock (&self->mutex);
  snapshot = vt_snapshot_ref (self->snapshot);
  pthread_mutex_unlock (&self->mutex);
  return snapshot;
}

/* --- what they stand on --- */

const VtHessian *
vt_inspector_hessian (VtInspector *self)
{
  pthread_mutex_lock (&self->hessian_mutex);
  if (self->hessian == NULL)
    {
      g_autoptr (VtSnapshot) snapshot = vt_inspector_snapshot (self);

      self->hessian = vt_hessian_new (snapshot->network);
    }
  pthread_mutex_unlock (&self->hessian_mutex);
  return self->hessian;
}

VtFactor *
vt_inspector_factor (VtInspector *self, GCancellable *cancellable, GError **error)
{
  const VtHessian *hessian = vt_inspector_hessian (self);

  if (self->factor != NULL || !vt_exclusive_enter (cancellable, error))
    return self->factor;
  vt_blas_set_threads (g_get_num_processors ());
  self->factor = vt_factor_new_stable (hessian, error);
  vt_exclusive_leave ();
  return self->factor;
}
