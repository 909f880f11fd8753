using Ecg.Formats;

namespace Ecg.Signals;

/// <summary>The matrix of the signal: a buffer, and which of its dimensions is the leads.</summary>
/// <param name="Buffer">The elements in column-major order, or two or more dimensions' worth of them.</param>
/// <param name="LeadCount">The number of leads, at least 1.</param>
/// <param name="SampleCount">The number of samples of each lead, at least 1.</param>
/// <param name="LeadsAreRows">
/// Whether the matrix is leads by samples, so that the values of one instant are adjacent; otherwise those of one lead are.
/// </param>
public sealed record SignalMatrix(SampleBuffer Buffer, int LeadCount, long SampleCount, bool LeadsAreRows);
