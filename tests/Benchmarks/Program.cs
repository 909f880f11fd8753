using BenchmarkDotNet.Running;

// dotnet run --project tests/Benchmarks -c Release -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Benchmarks.RecordingBenchmarks).Assembly).Run(args);
