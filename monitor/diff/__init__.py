"""The theory of the history: figures and what is known to verdicts. Pure: values in, a plan out."""
