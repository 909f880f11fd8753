using BenchmarkDotNet.Running;
using Benchmarks;

// dotnet run --project tests/Benchmarks -c Release -- --filter '*'
// dotnet run --project tests/Benchmarks -c Release -- handler
// dotnet run --project tests/Benchmarks -c Release -- quality DIR
if (args is ["handler"])
{
    await HandlerMeasurements.RunAsync();
}
else if (args is ["quality", var folder])
{
    return await QualityMeasurements.RunAsync(folder);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RecordingBenchmarks).Assembly).Run(args);
}

return 0;
