package desk

import (
	"context"
	"strconv"
	"sync"
	"time"

	"dateline"
)

// A kept holds what costs much to find out, by what was asked and by whether what is
// labelled may be in it. Who asks while something is found out waits for it, so that
// many who look cost one look. What is older than fresh is given still, and found out
// anew behind who asked; what is older than keptFor is waited for. Errors are not kept.
type kept[T any] struct {
	mu  sync.Mutex
	all map[string]*found[T]
}

// found is a value, or one that is being found out.
type found[T any] struct {
	done  chan struct{} // closed when it is there
	at    time.Time     // when it was asked for
	value T
	err   error
	renew bool // it is being found out anew
}

const (
	keptFor  = 2 * time.Minute // how long at most a value is given
	mostKept = 32              // how many values of a kind are held
)

// get gives the value of a key, which find finds out. What find is given ends when a page
// must be made, not when who asked has gone: others may wait for the same.
func (k *kept[T]) get(ctx context.Context, now time.Time, fresh time.Duration, key string, find func(context.Context) (T, error)) (T, error) {
	key = strconv.FormatBool(dateline.Restricted(ctx)) + " " + key
	k.mu.Lock()
	f := k.all[key]
	if f != nil && (now.Before(f.at) || now.Sub(f.at) > keptFor) {
		f = nil
	}
	if f == nil {
		f = k.begin(ctx, now, key, find)
	} else if now.Sub(f.at) > fresh && f.is() && !f.renew {
		f.renew = true
		next := &found[T]{done: make(chan struct{}), at: now}
		go func() {
			next.run(ctx, find)
			k.mu.Lock()
			defer k.mu.Unlock()
			switch {
			case k.all[key] != f: // forgotten, or found out by somebody else
			case next.err != nil:
				delete(k.all, key)
			default:
				k.all[key] = next
			}
		}()
	}
	k.mu.Unlock()
	select {
	case <-f.done:
		return f.value, f.err
	case <-ctx.Done():
		var none T
		return none, context.Cause(ctx)
	}
}

// begin finds out what nobody has; the lock is held.
func (k *kept[T]) begin(ctx context.Context, now time.Time, key string, find func(context.Context) (T, error)) *found[T] {
	if k.all == nil || len(k.all) >= mostKept {
		k.all = map[string]*found[T]{}
	}
	f := &found[T]{done: make(chan struct{}), at: now}
	k.all[key] = f
	go func() {
		f.run(ctx, find)
		if f.err != nil {
			k.mu.Lock()
			defer k.mu.Unlock()
			if k.all[key] == f {
				delete(k.all, key)
			}
		}
	}()
	return f
}

// forget has all found out anew: what is labelled now is in none of it.
func (k *kept[T]) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = nil
}

// is reports whether the value is there.
func (f *found[T]) is() bool {
	select {
	case <-f.done:
		return true
	default:
		return false
	}
}

func (f *found[T]) run(ctx context.Context, find func(context.Context) (T, error)) {
	defer close(f.done)
	defer func() {
		if r := recover(); r != nil {
			f.err = dateline.Errorf(dateline.Internal, "%v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pageTime)
	defer cancel()
	f.value, f.err = find(ctx)
}
