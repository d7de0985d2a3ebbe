# ENV['COMMENTED'] is no read.
port ENV.fetch('PORT', 3000)
workers ENV.fetch("WEB_CONCURRENCY") { 2 }
preload_app! if ENV['PRELOAD'] == 'true'
ENV['BUNDLE_GEMFILE'] ||= File.expand_path('../Gemfile', __dir__)
