namespace Ecg.Cli.Demo;

/// <summary>Integrates ordinary differential equations by the classical Runge-Kutta method of the fourth order.</summary>
internal sealed class RungeKutta
{
    private readonly double[] _sum;
    private readonly double[] _point;

    /// <summary>Creates an integrator.</summary>
    /// <param name="dimensions">The number of variables.</param>
    public RungeKutta(int dimensions)
    {
        _sum = new double[dimensions];
        _point = new double[dimensions];
    }

    /// <summary>The slope of each variable at a time and a state; the span may be used again by the next call.</summary>
    public delegate ReadOnlySpan<double> Slope(double time, ReadOnlySpan<double> state);

    /// <summary>Takes a step.</summary>
    /// <param name="state">The state, which the step moves on.</param>
    /// <param name="time">The time of the state.</param>
    /// <param name="step">The length of the step.</param>
    /// <param name="slope">The equations.</param>
    public void Step(Span<double> state, double time, double step, Slope slope)
    {
        state.CopyTo(_point);
        _sum.AsSpan().Clear();
        Stage(state, time, 1, step / 2, slope);
        Stage(state, time + (step / 2), 2, step / 2, slope);
        Stage(state, time + (step / 2), 2, step, slope);
        Stage(state, time + step, 1, 0, slope);
        for (int i = 0; i < state.Length; i++)
        {
            state[i] += step / 6 * _sum[i];
        }
    }

    private void Stage(ReadOnlySpan<double> state, double time, double weight, double reach, Slope slope)
    {
        ReadOnlySpan<double> slopes = slope(time, _point);
        for (int i = 0; i < _sum.Length; i++)
        {
            _sum[i] += weight * slopes[i];
            _point[i] = state[i] + (reach * slopes[i]);
        }
    }
}
