package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dateline"
)

// serve serves metrics and health where the configuration says so; stop ends it. Who
// asks sees no report and no address.
func (w *workshop) serve(m *metrics) (stop func(), err error) {
	if w.listen == "" {
		return func() {}, nil
	}
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", w.listen)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "listen: %s cannot be listened on (%w); give another port", w.listen, err)
	}
	s := &http.Server{
		Handler: healthMux(m, w.ledger.Ping), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := s.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			w.log.Error("metrics and health are served no longer", "error", err)
		}
	}()
	w.log.Info("serving metrics and health", "address", "http://"+l.Addr().String())
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := s.Shutdown(ctx); err != nil {
			_ = s.Close() // those who still ask are cut off
		}
		<-done
	}, nil
}

// healthMux answers /healthz as long as the process lives, and /readyz while the
// ledger answers too.
func healthMux(m *metrics, ping func(context.Context) error) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 2 * askedWithin}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), askedWithin)
		defer cancel()
		if err := ping(ctx); err != nil {
			answer(w, http.StatusServiceUnavailable, "the ledger does not answer")
			return
		}
		answer(w, http.StatusOK, "ready")
	})
	return mux
}

func answer(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, text) // who asked may have gone
}
