using BenchmarkDotNet.Running;
using Benchmarks;

// dotnet run --project tests/Benchmarks -c Release -- --filter '*'
// dotnet run --project tests/Benchmarks -c Release -- handler
if (args is ["handler"])
{
    await HandlerMeasurements.RunAsync();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RecordingBenchmarks).Assembly).Run(args);
}
